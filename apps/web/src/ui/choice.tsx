import { NativeSelect, type NativeSelectProps } from '@mantine/core';

interface Props<T extends string> extends Omit<NativeSelectProps, 'data' | 'value' | 'onChange'> {
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly disabled?: boolean }[];
  readonly onChoose: (value: T) => void;
}

/** One of a few. The browser's own list: it is at hand on a tablet too, and costs a page nothing. */
export function Choice<T extends string>({ value, options, onChoose, ...rest }: Props<T>) {
  return (
    <NativeSelect
      {...rest}
      data={options}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = options.find((option) => option.value === currentTarget.value);
        if (chosen) onChoose(chosen.value);
      }}
    />
  );
}

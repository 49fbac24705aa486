import { useState, type ReactNode } from 'react';

interface Props {
  /** Styled by `data-over` while files are held over it. */
  readonly className: string | undefined;
  readonly onFiles: (files: File[]) => void;
  readonly children: ReactNode;
}

/** A place that files can be dropped on. */
export function DropArea({ className, onFiles, children }: Props) {
  const [over, setOver] = useState(false);
  return (
    <div
      className={className}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
    </div>
  );
}

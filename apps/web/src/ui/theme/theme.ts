import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Neutral greys; Mantine reads 0 as text, 4 as line, 6 as control and 7 as ground. */
const dark: MantineColorsTuple = [
  '#e6e6e8',
  '#c9cacd',
  '#b3b5ba',
  '#8f9197',
  '#3d4046',
  '#2b2d31',
  '#1f2124',
  '#131416',
  '#0d0e0f',
  '#08090a',
];

const teal: MantineColorsTuple = [
  '#e3f6f3',
  '#c7ebe5',
  '#a5ddd4',
  '#82d1c4',
  '#5cc4b4',
  '#46ad9d',
  '#3a9385',
  '#2f786d',
  '#255f56',
  '#1a453f',
];

const height = 'var(--control)';
const small = { defaultProps: { size: 'xs' } };

/** Grounds and lines that are the same for every meaning; the meaning colours icon and title. */
const ALERT_COLOURS: Readonly<Record<string, string>> = { red: 'var(--bad)', yellow: 'var(--warn)' };

/**
 * The look of every Mantine control here: dark, dense, one accent. Components are named and not imported: a page loads
 * those that it shows.
 */
export const theme = createTheme({
  colors: { dark, teal },
  primaryColor: 'teal',
  primaryShade: 4,
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: 'var(--font-timecode)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '19px' }, h2: { fontSize: '15px' }, h3: { fontSize: '13px' } },
  },
  components: {
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: () => ({ root: { '--ai-size': height } }),
    },
    Alert: {
      vars: (_theme: unknown, { color = '' }: { color?: string }) => ({
        root: {
          '--alert-bg': 'var(--ground)',
          '--alert-bd': '1px solid var(--line-strong)',
          '--alert-color': ALERT_COLOURS[color] ?? 'var(--accent)',
        },
      }),
    },
    Badge: { defaultProps: { variant: 'light', size: 'sm', radius: 'sm', tt: 'none', fw: 500 } },
    Button: {
      defaultProps: { size: 'xs', fw: 500 },
      vars: () => ({ root: { '--button-height': height, '--button-fz': '13px' } }),
    },
    Checkbox: small,
    Input: { ...small, vars: () => ({ wrapper: { '--input-height': height, '--input-fz': '13px' } }) },
    InputWrapper: {
      ...small,
      vars: () => ({
        label: { '--input-label-size': '12px', '--input-asterisk-color': 'var(--bad)' },
        description: { '--input-description-size': '12px' },
        error: { '--input-error-size': '12px' },
      }),
    },
    Menu: { defaultProps: { shadow: 'md' } },
    Modal: {
      styles: { title: { fontSize: '15px', fontWeight: 600 } },
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.6 },
        transitionProps: { duration: 120 },
      },
    },
    NativeSelect: small,
    NumberInput: small,
    PasswordInput: small,
    Popover: { defaultProps: { shadow: 'md' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false } },
    Switch: small,
    Tabs: { defaultProps: { keepMounted: false } },
    Text: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'xs', autosize: true, minRows: 2 } },
    TextInput: small,
    Tooltip: { defaultProps: { openDelay: 350, fz: 'xs', color: 'dark.5', c: 'dark.0' } },
  },
});

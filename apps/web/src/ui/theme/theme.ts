import { createTheme } from '@mantine/core';
import fields from './fields.module.css';

const height = 'var(--control)';
const small = { defaultProps: { size: 'xs' } };

/** Grounds and lines that are the same for every meaning; the meaning colours icon and title. */
const ALERT_COLOURS: Readonly<Record<string, string>> = { red: 'var(--bad)', yellow: 'var(--warn)' };

/**
 * The look of every Mantine control here: dense, one accent. Its colours are in mantine.css. Components are named and not
 * imported: a page loads those that it shows.
 */
export const theme = createTheme({
  primaryColor: 'teal',
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
      // Mantine writes white here, which with us is what stands on a filled control.
      styles: { message: { color: 'var(--ink)' } },
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
    // Its placeholder for the first focus is nothing that may stand in a menu.
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
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
    // As with Alert.
    SegmentedControl: { styles: { label: { color: 'var(--ink)' } } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false } },
    Switch: small,
    Tabs: { defaultProps: { keepMounted: false } },
    Text: { defaultProps: { size: 'sm' } },
    // Mantine's own growing measures the page with every change.
    Textarea: { defaultProps: { size: 'xs' }, classNames: { input: fields.growing } },
    TextInput: small,
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        fz: 'xs',
        color: 'dark.5',
        c: 'dark.0',
        bd: '1px solid var(--line-strong)',
      },
    },
  },
});

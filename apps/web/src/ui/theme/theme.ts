import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  createTheme,
  Input,
  Menu,
  Modal,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  Text,
  Textarea,
  TextInput,
  Tooltip,
  type MantineColorsTuple,
} from '@mantine/core';

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

/** The look of every Mantine control here: dark, dense, one accent. */
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
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '19px' }, h2: { fontSize: '15px' }, h3: { fontSize: '13px' } } },
  components: {
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: () => ({ root: { '--ai-size': height } }),
    }),
    Alert: Alert.extend({
      vars: (_theme, { color }) => ({
        root: {
          '--alert-bg': 'var(--ground)',
          '--alert-bd': '1px solid var(--line-strong)',
          '--alert-color': color === 'red' ? 'var(--bad)' : color === 'yellow' ? 'var(--warn)' : 'var(--accent)',
        },
      }),
    }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', size: 'sm', radius: 'sm', tt: 'none', fw: 500 } }),
    Button: Button.extend({
      defaultProps: { size: 'xs', fw: 500 },
      vars: () => ({ root: { '--button-height': height, '--button-fz': '13px' } }),
    }),
    Input: Input.extend({ defaultProps: { size: 'xs' }, vars: () => ({ wrapper: { '--input-height': height, '--input-fz': '13px' } }) }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'xs' },
      vars: () => ({
        label: { '--input-label-size': '12px', '--input-asterisk-color': 'var(--bad)' },
        description: { '--input-description-size': '12px' },
        error: { '--input-error-size': '12px' },
        success: { '--input-success-size': '12px' },
      }),
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', withinPortal: true } }),
    Modal: Modal.extend({
      styles: { title: { fontSize: '15px', fontWeight: 600 } },
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.6 }, transitionProps: { duration: 120 } },
    }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'xs' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'xs' } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Text: Text.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs', autosize: true, minRows: 2 } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, fz: 'xs', color: 'dark.5', c: 'dark.0' } }),
  },
});

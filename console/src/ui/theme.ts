import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** One tone per scheme. Text has at least 4.6:1, fields and meter fills at least 3:1 against what they lie on. */
const tones = {
  page: ['#f7f7f5', '#121211'],
  surface: ['#ffffff', '#1a1a19'],
  sunken: ['#f6f5f2', '#20201e'],
  line: ['#e7e6e1', '#2b2b28'],
  'line-2': ['#d5d4cd', '#3d3d39'],
  field: ['#918f87', '#6f6e67'],
  text: ['#1b1b18', '#edece8'],
  'text-2': ['#55544e', '#b4b3ac'],
  'text-3': ['#6c6b64', '#98978f'],
  accent: ['#3f4bc9', '#a3abf4'],
  'accent-soft': ['#f1f2fe', '#22243a'],
  'accent-line': ['#c6caf6', '#4a508f'],
  'accent-button': ['#3f4bc9', '#5a66e0'],
  track: ['#e9e8e3', '#2a2a27'],
  fill: ['#63625b', '#a09f97'],
  ok: ['#1d7a4b', '#63c896'],
  warn: ['#8f5600', '#e4b05c'],
  'warn-fill': ['#b3700f', '#c98f35'],
  'warn-soft': ['#fdf6e8', '#262014'],
  'warn-line': ['#f0dcb4', '#4a3c1e'],
  bad: ['#b3271e', '#f2958c'],
  'bad-fill': ['#cf4037', '#cb493f'],
  'bad-soft': ['#fdf1ef', '#2a1a18'],
  'bad-line': ['#f3cfca', '#55302c'],
  hover: ['#f0efeb', '#242422'],
  chosen: ['#e9e9e4', '#232321'],
  breath: ['0 1px 2px rgb(27 27 24 / 5%)', 'none'],
  lift: ['0 12px 40px rgb(27 27 24 / 16%)', 'none'],
  veil: ['rgb(27 27 24 / 46%)', 'rgb(0 0 0 / 62%)'],
} satisfies Record<string, [light: string, dark: string]>

const accent: MantineColorsTuple = [
  '#f1f2fe',
  '#e2e4fc',
  '#c6caf6',
  '#a3abf4',
  '#8890ee',
  '#6f79e8',
  '#5a66e0',
  '#3f4bc9',
  '#3540ad',
  '#2b3490',
]
const gray: MantineColorsTuple = [
  '#f7f7f5',
  '#f0efeb',
  '#e7e6e1',
  '#d5d4cd',
  '#b5b3ab',
  '#918f87',
  '#6c6b64',
  '#55544e',
  '#33322e',
  '#1b1b18',
]
const dark: MantineColorsTuple = [
  '#edece8',
  '#b4b3ac',
  '#98978f',
  '#6f6e67',
  '#3d3d39',
  '#2b2b28',
  '#20201e',
  '#1a1a19',
  '#121211',
  '#0c0c0b',
]
const red: MantineColorsTuple = [
  '#fdf1ef',
  '#f9deda',
  '#f3cfca',
  '#f2958c',
  '#e2695f',
  '#d9554b',
  '#cb493f',
  '#cf4037',
  '#b3271e',
  '#8f1f18',
]

const family = "'Inter Variable', system-ui, sans-serif"

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark, red },
  black: tones.text[0],
  fontFamily: family,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '17px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '24px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  radius: { xs: '5px', sm: '5px', md: '8px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontFamily: family, fontWeight: '620' },
  components: {
    Button: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { withThumbIndicator: false, size: 'md' } },
    Menu: { defaultProps: { radius: 10, shadow: 'none', position: 'bottom-end', transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { radius: 14, shadow: 'none', transitionProps: { duration: 120 } } },
    SegmentedControl: { defaultProps: { size: 'sm', withItemsBorders: false } },
    NumberInput: { defaultProps: { allowDecimal: false, allowNegative: false, thousandSeparator: ',' } },
  },
})

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...ownVariables(0), ...mantineVariables },
  dark: { ...ownVariables(1), ...mantineVariables },
})

function ownVariables(scheme: 0 | 1) {
  return Object.fromEntries(Object.entries(tones).map(([name, pair]) => [`--${name}`, pair[scheme] as string]))
}

/** What Mantine's own parts call the same things. */
const mantineVariables = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-disabled': 'var(--track)',
  '--mantine-color-disabled-color': 'var(--text-3)',
}

import type { ReactNode } from 'react'

/** Outlines of one weight, in the colour of the text around them. They never stand alone: a label or an `aria-label` is beside them. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 18 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        style={{ flex: 'none', display: 'block' }}
      >
        {drawing}
      </svg>
    )
  }
}

export const BellIcon = icon(<path d="M5 14.2h10l-1.3-2V8.8a3.7 3.7 0 0 0-7.4 0v3.4L5 14.2Zm3.4 2.1c.3.7.9 1 1.6 1s1.3-.3 1.6-1" />)
export const CheckIcon = icon(<path d="m4.5 10.5 3.6 3.6 7.4-8" />)
export const ChevronDownIcon = icon(<path d="m5.5 7.8 4.5 4.5 4.5-4.5" />)
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />)
export const CopyIcon = icon(
  <>
    <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
    <path d="M13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7" />
  </>,
)
export const DownloadIcon = icon(
  <path d="M10 3.5v8.5m0 0 3.3-3.3M10 12 6.7 8.7M3.8 14v1.2c0 .8.6 1.3 1.3 1.3h9.8c.7 0 1.3-.5 1.3-1.3V14" />,
)
export const EyeIcon = icon(
  <>
    <path d="M2.5 10S5 4.8 10 4.8 17.5 10 17.5 10 15 15.2 10 15.2 2.5 10 2.5 10Z" />
    <circle cx="10" cy="10" r="2.3" />
  </>,
)
export const MenuIcon = icon(<path d="M3.5 5.5h13M3.5 10h13M3.5 14.5h13" />)
export const MoonIcon = icon(<path d="M16.3 11.8A6.8 6.8 0 1 1 8.2 3.7a5.4 5.4 0 0 0 8.1 8.1Z" />)
export const MoreIcon = icon(
  <g fill="currentColor" stroke="none">
    <circle cx="4.5" cy="10" r="1.5" />
    <circle cx="10" cy="10" r="1.5" />
    <circle cx="15.5" cy="10" r="1.5" />
  </g>,
)
export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />)
export const PrintIcon = icon(
  <path d="M6 7.5v-4h8v4M6 14H4.3c-.7 0-1.3-.6-1.3-1.3V8.8c0-.7.6-1.3 1.3-1.3h11.4c.7 0 1.3.6 1.3 1.3v3.9c0 .7-.6 1.3-1.3 1.3H14m-8-2.5h8v5H6v-5Z" />,
)
export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="5" />
    <path d="m13 13 3.5 3.5" />
  </>,
)
export const SunIcon = icon(
  <>
    <circle cx="10" cy="10" r="3.3" />
    <path d="M10 2.5v1.6m0 11.8v1.6M2.5 10h1.6m11.8 0h1.6M4.7 4.7l1.1 1.1m8.4 8.4 1.1 1.1m0-10.6-1.1 1.1m-8.4 8.4-1.1 1.1" />
  </>,
)
export const ThumbIcon = icon(
  <path d="M6.5 9v7.5H4.3c-.5 0-.8-.4-.8-.8V9.8c0-.5.4-.8.8-.8h2.2Zm0 0 3-5.5c1.1 0 1.9.9 1.7 2L10.8 8h4.2c1 0 1.7.9 1.5 1.9l-1 5.1c-.2.9-.9 1.5-1.8 1.5H6.5" />,
)
export const WarningIcon = icon(<path d="M10 3.5 2.8 16h14.4L10 3.5Zm0 5v3.4m0 2.1v.1" />)

/** The logo of the product: three bars in a tile. */
export function PlenumLogo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <g fill="var(--surface)">
        <rect x="5.6" y="9" width="2.6" height="9" rx="1.3" />
        <rect x="10.7" y="6" width="2.6" height="12" rx="1.3" />
        <rect x="15.8" y="12" width="2.6" height="6" rx="1.3" />
      </g>
    </svg>
  )
}

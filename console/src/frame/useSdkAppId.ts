import { useParams } from '@tanstack/react-router'

/** The app whose page is open; undefined on account pages. */
export function useSdkAppId(): number | undefined {
  return useParams({ strict: false }).sdkAppId
}

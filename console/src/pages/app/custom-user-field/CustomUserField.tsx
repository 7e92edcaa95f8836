import { CustomFields } from '../custom-fields/CustomFields.tsx'
import { FeaturePage } from '../feature-configuration/FeaturePage.tsx'

/** **Feature Configuration** > **Custom User Field**. */
export function CustomUserField() {
  return <FeaturePage title="Custom User Field">{({ app }) => <CustomFields app={app} level="user" />}</FeaturePage>
}

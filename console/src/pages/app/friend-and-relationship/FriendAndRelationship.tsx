import { CustomFields } from '../custom-fields/CustomFields.tsx'
import { FeaturePage } from '../feature-configuration/FeaturePage.tsx'

/** **Feature Configuration** > **Friend and Relationship**. */
export function FriendAndRelationship() {
  return <FeaturePage title="Friend and Relationship">{({ app }) => <CustomFields app={app} level="friend" />}</FeaturePage>
}

import { CustomFields } from '../custom-fields/CustomFields.tsx'
import { FeaturePage } from '../feature-configuration/FeaturePage.tsx'
import { DefaultVerification } from './DefaultVerification.tsx'

/** **Feature Configuration** > **Friend and Relationship**. */
export function FriendAndRelationship() {
  return (
    <FeaturePage title="Friend and Relationship">
      {(configured) => (
        <>
          <DefaultVerification {...configured} />
          <CustomFields app={configured.app} level="friend" />
        </>
      )}
    </FeaturePage>
  )
}

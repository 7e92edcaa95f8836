import { settingLabels } from '@plenum/contract/setting-labels'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { Configured } from '../feature-configuration/FeaturePage.tsx'
import { SettingSwitch } from '../feature-configuration/SettingSwitch.tsx'
import { SwitchCard } from '../feature-configuration/SwitchCard.tsx'
import { hasUltimate, Kept } from '../feature-configuration/ultimate.tsx'

/** **Set user status query and status change notification**, and whether friends hear by themselves. */
export function UserStatus(configured: Configured) {
  const { app, settings } = configured
  return (
    <SwitchCard
      {...configured}
      name="userStatus"
      ultimate
      on="Users see who is online, and hear of changes of those they subscribe to."
      off="The status of others cannot be asked for (72001)."
    >
      <div className={styles.row}>
        <span>
          {settingLabels.friendStatusNotices}
          {settings.friendStatusNotices && !hasUltimate(app) ? (
            <>
              {' · '}
              <Kept value="Off" />
            </>
          ) : null}
        </span>
        <SettingSwitch
          {...configured}
          name="friendStatusNotices"
          ultimate
          disabled={!settings.userStatus && !settings.friendStatusNotices}
          on="Friends hear of each other’s status without subscribing."
          off="Friends hear of each other’s status only when they subscribe."
        />
      </div>
    </SwitchCard>
  )
}

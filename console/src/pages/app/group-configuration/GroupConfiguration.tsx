import { CustomFields } from '../custom-fields/CustomFields.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import { FeaturePage } from '../feature-configuration/FeaturePage.tsx'
import { SwitchCard } from '../feature-configuration/SwitchCard.tsx'
import { Broadcast } from './Broadcast.tsx'
import { HistoryBeforeJoining } from './HistoryBeforeJoining.tsx'
import { Notices } from './Notices.tsx'

/** **Feature Configuration** > **Group configuration**. */
export function GroupConfiguration() {
  return (
    <FeaturePage title="Group configuration">
      {(configured) => (
        <>
          <CustomFields app={configured.app} level="member" />
          <CustomFields app={configured.app} level="group" />

          <h2 className={styles.section}>Group message configuration</h2>
          <HistoryBeforeJoining {...configured} />

          <h2 className={styles.section}>Group system notification configuration</h2>
          <Notices {...configured} name="memberChangeNotices" ofAvGroups="Audio-video groups: pushed, not stored." />
          <Notices
            {...configured}
            name="groupProfileNotices"
            ofAvGroups="Audio-video groups: pushed, not stored; nothing of mute all and way of joining."
          />
          <Notices {...configured} name="memberProfileNotices" />

          <h2 className={styles.section}>Group feature configuration</h2>
          <SwitchCard
            {...configured}
            name="communities"
            ultimate
            on="Communities can be created, of up to 100,000 members each; topics are enabled per community."
            off="Communities cannot be created, and those that are there are hidden."
          />
          <SwitchCard
            {...configured}
            name="avGroupOnlineMembers"
            ultimate
            on="The last 1,000 members of an audio-video group can be read. The callback on members’ online state needs it."
            off="The last 30 members of an audio-video group can be read."
          />
          <Broadcast {...configured} />
          <SwitchCard
            {...configured}
            name="avGroupBan"
            ultimate
            on="Members of audio-video groups can be banned for a time."
            off="Members of audio-video groups cannot be banned."
          />
        </>
      )}
    </FeaturePage>
  )
}

import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { countOf } from '../../../ui/numbers.ts'
import { FeaturePage } from '../feature-configuration/FeaturePage.tsx'
import { NumberSetting } from '../feature-configuration/NumberSetting.tsx'
import { SwitchCard } from '../feature-configuration/SwitchCard.tsx'
import { LoginSettings } from './LoginSettings.tsx'
import { ReadReceipts } from './ReadReceipts.tsx'
import { StoragePeriod } from './StoragePeriod.tsx'
import { UserStatus } from './UserStatus.tsx'

/** **Feature Configuration** > **Login and Message**. */
export function LoginAndMessage() {
  const catalog = useAnswer('plan.catalog', {})
  return (
    <FeaturePage title="Login and Message">
      {(configured) => (
        <>
          <LoginSettings {...configured} />
          <Answer
            of={catalog}
            waiting={
              <Card>
                <Bars rows={4} />
              </Card>
            }
          >
            {(catalog) => <StoragePeriod app={configured.app} catalog={catalog} />}
          </Answer>
          <NumberSetting
            {...configured}
            name="recallSeconds"
            label="Time limit"
            min={1}
            max={604_800}
            explanation="In seconds: from 1 second to 604,800, which is 7 days."
            textOf={durationText}
          />
          <NumberSetting
            {...configured}
            name="avGroupHistoryMessages"
            label="Number of messages"
            min={0}
            max={20}
            explanation="From 0 to 20 of the last 24 hours, for whoever enters an audio-video group. 0 switches it off."
            textOf={(messages) => (messages === 0 ? 'Off' : `${countOf(messages, 'message')} of the last 24 hours`)}
            otherwise={0}
          />
          <SwitchCard
            {...configured}
            name="blockedSendsSucceed"
            title="Blocklist check"
            on="Whoever is on a blocklist sees success, and the message is not delivered."
            off="Whoever is on a blocklist sees failure (20007)."
          />
          <SwitchCard
            {...configured}
            name="friendsOnly"
            title="Relationship Check"
            on="Only friends may write to each other; strangers see failure (20009)."
            off="Everyone may write to everyone."
          />
          <ReadReceipts {...configured} />
          <SwitchCard
            {...configured}
            name="syncConversationDeletion"
            title="Multi-client Synchronization Settings"
            on="A conversation that a user deletes on one device is deleted on the others too."
            off="A conversation that a user deletes on one device stays on the others."
          />
          <NumberSetting
            {...configured}
            name="conversationsMax"
            label="Conversations"
            min={100}
            max={500}
            explanation="From 100 to 500 recent conversations of a user."
            otherwise={100}
          />
          <UserStatus {...configured} />
          <SwitchCard
            {...configured}
            name="messageExtensions"
            ultimate
            on="Keys and values can be put on messages that were sent."
            off="Nothing can be put on messages that were sent."
          />
          <SwitchCard
            {...configured}
            name="pushToAll"
            ultimate
            on="The app’s server may push to all users, or to those with a tag or attribute: 100 times a day, once a second."
            off="Pushes to all users are refused."
          />
        </>
      )}
    </FeaturePage>
  )
}

/** `120` as `120 seconds (2 minutes)`. */
function durationText(seconds: number): string {
  const text = countOf(seconds, 'second')
  for (const [unit, name] of [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const) {
    if (seconds % unit === 0) return `${text} (${countOf(seconds / unit, name)})`
  }
  return text
}

import type { Output } from '@plenum/contract'
import { groupRuleLabels } from '@plenum/contract/setting-labels'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useDialogs } from '../../app/useDialogs.ts'
import { CarriedFieldsDialog } from './CarriedFieldsDialog.tsx'
import { DaysRuleDialog } from './DaysRuleDialog.tsx'
import { TypeChangesDialog } from './TypeChangesDialog.tsx'
import { carriedText, ruleText } from './words.ts'

export type RulesView = Output<'groupRule.get'>

export interface RuleDialogProps extends RulesView {
  opened: boolean
  onClose: () => void
}

/** What the operator sets for the groups of one app beside rates. */
export function GroupRules({ sdkAppId }: { sdkAppId: number }) {
  const answer = useAnswer('groupRule.get', { sdkAppId })
  return (
    <Answer of={answer} waiting={<Bars rows={4} height={28} />}>
      {(view) => <Rules {...view} />}
    </Answer>
  )
}

function Rules(view: RulesView) {
  const dialogs = useDialogs<keyof RulesView['rules']>()
  const { carriedFields, typeChanges, offlineMembers, idleGroups } = view.rules
  const row = (name: keyof RulesView['rules'], value: string) => ({
    label: groupRuleLabels[name],
    value,
    action: (
      <Link onClick={() => dialogs.open(name)} label={`Edit ${groupRuleLabels[name]}`}>
        Edit
      </Link>
    ),
  })
  return (
    <Card title="Groups">
      <FactRows
        facts={[
          row('carriedFields', carriedText(carriedFields)),
          row('typeChanges', typeChanges ? 'Allowed' : 'Off'),
          row('offlineMembers', ruleText(offlineMembers)),
          row('idleGroups', ruleText(idleGroups)),
        ]}
      />
      <CarriedFieldsDialog key={`fields ${dialogs.opening}`} {...view} {...dialogs.of('carriedFields')} />
      <TypeChangesDialog key={`types ${dialogs.opening}`} {...view} {...dialogs.of('typeChanges')} />
      <DaysRuleDialog key={`offline ${dialogs.opening}`} name="offlineMembers" {...view} {...dialogs.of('offlineMembers')} />
      <DaysRuleDialog key={`idle ${dialogs.opening}`} name="idleGroups" {...view} {...dialogs.of('idleGroups')} />
    </Card>
  )
}

import type { CommandName } from '@plenum/contract'
import { type Example, ofApp } from './kinds.ts'

const colour = { level: 'group', key: 'colour' } as const

export const customFieldsExamples = {
  'customField.list': ofApp(),
  'customField.add': ofApp(() => colour),
  'customField.setRights': ofApp(async ({ app }) => {
    await app.owner.call('customField.add', { sdkAppId: app.sdkAppId, ...colour })
    return { ...colour, readableBy: 'member', writableBy: 'owner' }
  }),
} satisfies Partial<Record<CommandName, Example>>

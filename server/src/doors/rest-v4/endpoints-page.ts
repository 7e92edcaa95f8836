import { commands, type RefusalCode, refusals } from '@plenum/contract'
import type { Endpoint, Service } from './dialect/endpoint.ts'
import { numberOfCode } from './dialect/numbers.ts'

/** The command that writes the page. */
export const howToWrite = 'npm run docs'

/** Paths from before that mean another one. */
const olderPaths: Record<string, string> = {
  'openim/querystate': 'openim/query_online_status',
  'group_open_http_svc/get_group_shutted_uin': 'group_open_http_svc/get_group_muted_account',
  'group_open_http_svc/get_group_attr': 'group_open_attr_http_svc/get_group_attr',
}

const leftOut = [
  ['`openim_dirty_words/get`, `add`, `delete`', 'retired; lists of words belong to content review'],
  ['`group_open_http_svc/create_permission_group` and its siblings', 'newer: permission groups of communities'],
  ['chatbots, official accounts, follow relations', 'newer (2023 to 2025)'],
  ['streaming messages, reactions, pinned messages', 'newer'],
]

/** `docs/im/rest-v4.md`: what is served, from the rows that serve it. */
export function endpointsPage(services: Service[]): string {
  return [
    `<!-- Written from the code by \`${howToWrite}\`. -->`,
    '',
    '# Endpoints of the REST dialect',
    '',
    '`POST /v4/{service}/{command}?sdkappid=…&identifier=…&usersig=…&random=…&contenttype=json`, as told in [migrating](migrating.md). Names of',
    'both generations are understood in every body, and answers carry both. Calls a second are those of one app; the operator changes them with',
    '`app.setRates`. The codes are those that the command itself refuses with; wrong fields, rates and UserSigs have the documented ones.',
    '',
    ...services.filter(({ endpoints }) => endpoints.length > 0).flatMap(sectionOf),
    '## What is not there',
    '',
    'All other paths answer 60009; of the public documentation these are left out on purpose.',
    '',
    ...table(['Path', 'Why'], leftOut),
    '',
  ].join('\n')
}

function sectionOf(service: Service): string[] {
  return [
    `## ${service.name}`,
    '',
    ...table(
      ['Command', 'What it does', 'Calls a second', 'Codes'],
      service.endpoints.map((endpoint) => rowOf(service, endpoint)),
    ),
    '',
  ]
}

function rowOf(service: Service, endpoint: Endpoint): string[] {
  const [, command] = endpoint.path.split('/')
  const { summary } = commands[endpoint.command]
  const present = olderPaths[endpoint.path]
  const what = /^.*?[.?](?=\s|$)/.exec(summary)?.[0] ?? summary
  return [
    `\`${command}\``,
    `${present ? `Older path of \`${present}\`. ` : ''}${what}`,
    String(endpoint.callsPerSecond),
    codesIn(summary, { service, endpoint }),
  ]
}

/** Of the refusals that a summary names. */
function codesIn(summary: string, asked: { service: Service; endpoint: Endpoint }): string {
  const [, refused = ''] = summary.split('Refused', 2)
  const codes = [...refused.matchAll(/\b[a-z_]+\b/g)].flatMap(([name]) => (isCode(name) ? [numberOfCode(name, asked)] : []))
  return [...new Set(codes)].toSorted((a, b) => a - b).join(', ')
}

function isCode(name: string): name is RefusalCode {
  return Object.hasOwn(refusals, name)
}

/** With columns as wide as their widest cell, as the formatter wants it. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const lineOf = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [lineOf(head), lineOf(widths.map((width) => '-'.repeat(width))), ...rows.map(lineOf)]
}

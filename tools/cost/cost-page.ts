/** Renders `docs/cost.md` from the counted usage, the deployed resources and their prices. */
import { assumptions as assumed } from './assumptions.ts'
import { costDriversOf } from './cost-drivers.ts'
import type { DeployedResource } from './deployment.ts'
import { type FormAmount, formAmounts } from './form-costs.ts'
import { type PriceId, prices, pricesAsOf, type Region, regions } from './prices.ts'
import { type Amount, monthlyAmounts } from './resource-types.ts'
import type { StepUsage, Usage } from './usage.ts'

export interface Stage {
  readonly name: string
  readonly resources: readonly DeployedResource[]
}

const million = 1e6

const dollarsOf = (amounts: readonly Amount[], region: Region): number =>
  amounts.reduce((total, { price, quantity }) => total + quantity * prices[price].dollars[region], 0)

const dollars = (amount: number): string => {
  if (amount === 0) return '0'
  return amount < 0.005 ? '< 0.01' : amount.toFixed(2)
}

const quantityOf = (quantity: number): string =>
  quantity >= 100 ? quantity.toFixed(0) : String(Number(quantity.toPrecision(3)))

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(head),
    `|${head.map((_, column) => (column === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map(line),
  ].join('\n')
}

/** Returns the fixed cost, which is the cost of the resources and of an idle service's logs. */
const idleAmounts = ({ resources }: Stage): readonly Amount[] => {
  const { logRetentionMonths } = costDriversOf(resources)
  return [
    ...monthlyAmounts(resources),
    { price: 'metrics', quantity: assumed.idleMetrics },
    { price: 'logData', quantity: assumed.idleLogGigabytes },
    { price: 'logStorage', quantity: assumed.idleLogGigabytes * assumed.compressedShare * logRetentionMonths },
  ]
}

const millionForms = (usage: Usage, { resources }: Stage): readonly FormAmount[] =>
  formAmounts(usage, costDriversOf(resources)).map((amount) => ({ ...amount, quantity: amount.quantity * million }))

export interface Totals {
  readonly idle: number
  readonly millionForms: number
}

export const totalsOf = (usage: Usage, stage: Stage, region: Region): Totals => ({
  idle: dollarsOf(idleAmounts(stage), region),
  millionForms: dollarsOf(millionForms(usage, stage), region),
})

const summary = (usage: Usage, stages: readonly Stage[]): string =>
  table(
    ['stage, Region', 'idle, $ a month', '$ per million forms', 'one form, cents'],
    stages.flatMap((stage) =>
      regions.map((region) => {
        const totals = totalsOf(usage, stage, region)
        const cents = (totals.millionForms / million) * 100
        return [`${stage.name}, ${region}`, dollars(totals.idle), dollars(totals.millionForms), cents.toFixed(4)]
      }),
    ),
  )

const amountRows = (amounts: readonly (Amount & { because?: string })[]): readonly (readonly string[])[] =>
  amounts.map(({ price, quantity, because }) => [
    because === undefined ? prices[price].description : `${prices[price].description}: ${because}`,
    quantityOf(quantity),
    ...regions.map((region) => dollars(quantity * prices[price].dollars[region])),
  ])

const totalRow = (amounts: readonly Amount[]): readonly string[] => [
  '**total**',
  '',
  ...regions.map((region) => `**${dollars(dollarsOf(amounts, region))}**`),
]

const stageSection = (usage: Usage, stage: Stage): string => {
  const idle = idleAmounts(stage)
  const forms = millionForms(usage, stage)
  return `## ${stage.name}

Idle cost per month:

${table(['', 'quantity', ...regions.map((region) => `$ in ${region}`)], [...amountRows(idle), totalRow(idle)])}

Cost of a million forms:

${table(['', 'quantity', ...regions.map((region) => `$ in ${region}`)], [...amountRows(forms), totalRow(forms)])}`
}

const columns: readonly (readonly [string, (step: StepUsage) => number])[] = [
  ['DynamoDB calls', (step) => step.dynamoDbRequests],
  ['of which transactions', (step) => step.dynamoDbTransactions],
  ['write units', (step) => step.writeUnits],
  ['read units', (step) => step.readUnits],
  ['KMS calls', (step) => step.kmsRequests],
  ['holding calls', (step) => step.holdingCommands],
  ['failed writes', (step) => step.failedWrites],
  ['messages to tabs', (step) => step.socketMessages],
  ['log bytes', (step) => step.logBytes],
]

const countedRows = (title: string, work: readonly StepUsage[]): readonly (readonly string[])[] => [
  ...work.map((step) => [step.step, ...columns.map(([, of]) => String(of(step)))]),
  [`**${title}**`, ...columns.map(([, of]) => `**${work.reduce((total, step) => total + of(step), 0)}**`)],
]

const countedSection = ({ steps, pageCalls, notifications, background }: Usage): string =>
  table(
    ['step', ...columns.map(([name]) => name)],
    [
      ...countedRows('the form', steps),
      ...countedRows('more calls of the pages', pageCalls),
      ...countedRows('notifications of tabs by these calls', notifications),
      ...countedRows('socket and publisher', background),
    ],
  )

const usedPrices = (usage: Usage, stages: readonly Stage[]): ReadonlySet<PriceId> =>
  new Set(stages.flatMap((stage) => [...idleAmounts(stage), ...millionForms(usage, stage)].map(({ price }) => price)))

const priceRows = (used: ReadonlySet<PriceId>): readonly (readonly string[])[] =>
  Object.entries(prices)
    .filter(([id]) => [...used, 'people', 'objectStorage'].some((known) => known === id))
    .map(([, { description, unit, dollars: inRegion, source }]) => [
      `[${description}](${source})`,
      unit,
      ...regions.map((region) => String(inRegion[region])),
    ])

/** Returns the whole page `docs/cost.md`. Throws if the cost of a deployed resource type is not defined. */
export const costPage = (usage: Usage, stages: readonly Stage[]): string => `# What it costs

Generated by \`npm run cost\`; do not edit. The page uses AWS list prices of ${pricesAsOf}, in US dollars, without taxes, free tiers and discounts.
Check the prices that matter to you: each one below links to its source.

${summary(usage, stages)}

*One form* is one conversation with one card payment: the chat backend opens the conversation, the agent sends the form, the visitor opens and
submits it, the agent retrieves the answers, and the chat backend closes the conversation. The pages' own calls are part of it: the agent's tab lists
the forms and opens a socket with a ticket, and the visitor's page reports progress three times and looks four times whether the form was ended.
The idle cost is computed from the synthesised templates. The cost of a form is computed by counting the calls of the deployed handlers. All other
quantities are assumptions, which are listed at the end.
Not included: $${prices.people.dollars['us-east-1']} for each agent who signs in within a month beyond the first 10,000,
$${(prices.socketMinutes.dollars['us-east-1'] * 0.0096).toFixed(4)} for an agent's tab that is connected for all working hours of a month, and the files of the agent's panel, which a browser caches.

${stages.map((stage) => stageSection(usage, stage)).join('\n\n')}

## Counted calls of one form

${countedSection(usage)}

DynamoDB bills the units of a transaction twice, and the table includes that. Refused calls cost about as much as successful ones.

## Prices

${table(['', 'per', ...regions], priceRows(usedPrices(usage, stages)))}

## Assumptions

* A function computes for ${assumed.handlerMilliseconds} ms. The requests of a call take the time that [P1](performance.md) models. Elsewhere, a function waits ${assumed.dynamoDbMilliseconds} ms for each
  DynamoDB request, and ${assumed.deliveryMilliseconds} ms for a message to a tab or an event, in sequence. One call in ${assumed.callsPerColdStart} is a cold start of ${assumed.coldStartMilliseconds} ms.
* API Gateway caches the principal of a token for five minutes, so the authorizer runs ${assumed.authorizerRuns} times for each form: for the agent's first call, and for a call
  more than five minutes later. It takes ${assumed.authorizerMilliseconds} ms.
* CloudFront caches the page's document for a minute. Each of its 13 regional caches requests it once a minute at most, which is ${assumed.documentFetches} times for each form of one site.
* In addition to the handler’s log lines, a call adds ${assumed.accessLogBytes} bytes to the access log, and a request adds ${assumed.firewallLogBytes} bytes for each firewall that logs all requests.
  A trail's record of a request has ${assumed.trailRecordBytes} bytes, in its file and in its copy in CloudWatch Logs. An idle service logs ${assumed.idleLogGigabytes} GB a month.
* Stored logs and the trail's files are compressed to ${assumed.compressedShare * 100} %: CloudWatch bills the compressed size, and AWS's own calculator assumes 15 %.
* The visitor's page takes ${assumed.pageRequests} requests and ${assumed.pageBytes / 1000} KB, its largest allowed size. Request bodies are small enough for the firewall's basic price.
* A million forms are sent in a month, evenly. Then the exporter writes an object a minute, the chat backend always has a valid token, and
  DynamoDB requests a table's key from KMS every five minutes for each function that uses the table. Each record of the audit log is published on its own.
* The agent's last activity is stored ${assumed.lastSeenWrites} time for each form. It is stored at most once a minute.
* A write whose condition failed is billed by the size of its item. Forms that do not meet each other cause only those in the table above.
* CloudWatch bills a metric of log lines only for the hours in which a line matches: ${assumed.idleMetrics} metrics all month when idle, from strangers' requests, ${assumed.busyMetrics} more at a
  million forms. An idle chat backend requests no token.
* Each yearly rotation of a key adds a dollar a month to its price, up to two dollars. This is not included.
* Records are retained for ${assumed.retentionMonths} months, and their full storage cost is counted at once.
* The stage's trail is the first of its account. In an account with another trail, each management event of the whole account costs $${prices.trailManagementEvents.dollars['us-east-1']} a
  million, and a form has two: $${2 * prices.trailManagementEvents.dollars['us-east-1']} per million forms. The setting \`trail\` avoids that.
* Alarms are never sent.
`

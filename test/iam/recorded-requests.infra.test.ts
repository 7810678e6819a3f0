/**
 * Compares every request of the journeys to DynamoDB and KMS with the synthesised policies of the function that sent it. No
 * emulator enforces IAM, so this test finds missing grants, and grants that no journey uses.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TableDefinition, tableDefinitions, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { stageSettings } from '../../lib/stage-settings.ts'
import type { Statement } from '../lib/policies.ts'
import { type StageName, stages, stagesToCheck, synthesise } from '../lib/synthesised.ts'
import { accessesOf, type DescribeTable } from './dynamodb-accesses.ts'
import { administration, createScene, formJourneys } from './journeys.ts'
import { pageJourney, poolJourneys, socketJourneys, taskJourneys } from './other-functions.ts'
import { type AccessRequest, decide } from './policy-evaluator.ts'
import { type RecordedRequest, type RecordedService, startRecordedService, tableOfName } from './recorded-service.ts'
import { signInJourneys } from './sign-in-journeys.ts'
import { arnOfTable, type FunctionPolicies, functionPolicies, tablesKeyArn, vaultKeyArn } from './stage-policies.ts'
import { unusedGrants } from './unused-grants.ts'

let service: RecordedService | undefined
const recorded: RecordedRequest[] = []

beforeAll(async () => {
  service = await startRecordedService()
  const scene = createScene(service)
  await administration(scene)
  await formJourneys(scene)
  await socketJourneys(createScene(service))
  await pageJourney(scene)
  await signInJourneys(service)
  await poolJourneys(scene)
  await taskJourneys(createScene(service, 'agent-11'))
  recorded.push(...service.requests)
}, 300_000)
afterAll(() => service?.close())

const policiesOf = (stage: StageName) => functionPolicies(synthesise(stage), stage)
const policies = { demo: policiesOf('demo'), production: policiesOf('production') } satisfies Record<StageName, unknown>

const describeTable: DescribeTable = (name) => {
  const table = tableOfName.get(name)
  if (table === undefined) throw new Error(`${name} is no table of the service`)
  return { arn: arnOfTable(table), partition: tableDefinitions[table].partition.name }
}

/** The IAM accesses of a request, including the use of the tables' key. */
function accessesFor(request: RecordedRequest, stage: StageName): readonly AccessRequest[] {
  if (request.service === 'kms') return [{ action: `kms:${request.action}`, resource: vaultKeyArn, context: {} }]
  const { region } = stageSettings(stage, stagesToCheck)
  const viaDynamoDb = { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` }
  return [
    ...accessesOf(request.operation, request.input, describeTable),
    ...['kms:Decrypt', 'kms:DescribeKey'].map((action) => ({ action, resource: tablesKeyArn, context: viaDynamoDb })),
  ]
}

/** DynamoDB uses the tables' key on behalf of the caller, and not through the network endpoint. */
const decideFor = ({ policies: set, resourcePolicies, context }: FunctionPolicies, access: AccessRequest) => {
  const { limits = [] } = set
  return decide(
    { ...access, context: { ...context, ...access.context } },
    {
      ...set,
      resource: resourcePolicies.get(access.resource) ?? [],
      limits: access.resource === tablesKeyArn ? [] : limits,
    },
  )
}

const describeAccess = ({ action, resource, context }: AccessRequest): string => {
  const { 'dynamodb:LeadingKeys': _, ...named } = context
  return `${action} ${resource} ${JSON.stringify(named)}`
}

const noPolicies: FunctionPolicies = { policies: { identity: [] }, resourcePolicies: new Map(), context: {} }

/** The accesses that the policies deny, each once, prefixed with the function name. */
function deniedAccesses(stage: StageName, given: ReadonlyMap<string, FunctionPolicies>): readonly string[] {
  const denied = recorded.flatMap((request) =>
    accessesFor(request, stage)
      .filter((access) => decideFor(given.get(request.function) ?? noPolicies, access).decision === 'denied')
      .map((access) => `${request.function}: ${describeAccess(access)}`),
  )
  return [...new Set(denied)]
}

const isData = (action: string): boolean => /^(dynamodb|kms):/.test(action)
/** Access to the stream and to the archive, which no recorded journey uses. */
const isTableOrVaultKey = (resource: string): boolean => /Table\.Arn>$|^<(Vault|Tables)Key\.Arn>$/.test(resource)

const allowedAttributesOf = ({ Condition }: Statement): readonly unknown[] => {
  const attributes = Condition['ForAllValues:StringEquals']?.['dynamodb:Attributes']
  return Array.isArray(attributes) ? attributes : []
}

/** IAM requires these in every list of attributes. */
const isKeyAttribute = ({ Resource }: Statement, attribute: unknown): boolean =>
  tableList
    .filter((table) => Resource.includes(arnOfTable(table)))
    .some((table) => {
      const { partition, sort }: TableDefinition = tableDefinitions[table]
      return attribute === partition.name || attribute === sort?.name
    })

/** Each action of each statement, and each attribute that it names, as `function: statement action [attribute]`. */
const grantsOf = (name: string, statement: Statement): readonly string[] =>
  statement.Effect === 'Allow' && statement.Resource.some(isTableOrVaultKey)
    ? statement.Action.filter(isData).flatMap((action) => [
        `${name}: ${statement.Sid} ${action}`,
        ...allowedAttributesOf(statement)
          .filter((attribute) => !isKeyAttribute(statement, attribute))
          .map((attribute) => `${name}: ${statement.Sid} ${action} ${attribute}`),
      ])
    : []

function unused(stage: StageName, given: ReadonlyMap<string, FunctionPolicies>): readonly string[] {
  const used = new Set<string>()
  for (const request of recorded) {
    for (const access of accessesFor(request, stage)) {
      for (const statement of decideFor(given.get(request.function) ?? noPolicies, access).by) {
        const grant = `${request.function}: ${statement.Sid} ${access.action}`
        used.add(grant)
        const { 'dynamodb:Attributes': attributes = [] } = access.context
        for (const attribute of attributes) used.add(`${grant} ${attribute}`)
      }
    }
  }
  const granted = [...given].flatMap(([name, { policies: set }]) =>
    set.identity.flatMap((statement) => grantsOf(name, statement)),
  )
  return granted.filter((grant) => !used.has(grant)).sort()
}

/** The same policies with the statements of one function changed. */
const withStatements = (
  stage: StageName,
  name: string,
  change: (statements: readonly Statement[]) => readonly Statement[],
): ReadonlyMap<string, FunctionPolicies> =>
  new Map(
    [...policies[stage]].map(([key, each]) => [
      key,
      key === name ? { ...each, policies: { ...each.policies, identity: change(each.policies.identity) } } : each,
    ]),
  )

const alterAttributes =
  (sid: string, alter: (attributes: readonly unknown[]) => readonly unknown[]) =>
  (statements: readonly Statement[]): readonly Statement[] =>
    statements.map((statement) =>
      statement.Sid === sid
        ? {
            ...statement,
            Condition: {
              ...statement.Condition,
              'ForAllValues:StringEquals': { 'dynamodb:Attributes': alter(allowedAttributesOf(statement)) },
            },
          }
        : statement,
    )

describe.each(stages)('in %s', (stage) => {
  test('every recorded request is allowed by the policy of the function that sent it', () => {
    expect(recorded.length).toBeGreaterThan(500)
    expect(deniedAccesses(stage, policies[stage])).toEqual([])
  })

  test('every grant, and every attribute in it, is used by a recorded request or listed with a reason', () => {
    expect(unused(stage, policies[stage])).toEqual(Object.keys(unusedGrants).sort())
  })
})

describe('the comparison of requests and policies', () => {
  test('reports a removed grant', () => {
    const without = withStatements('demo', 'cancel-form', (statements) =>
      statements.filter(({ Sid }) => Sid !== 'FormsCancellation'),
    )
    expect(deniedAccesses('demo', without)).toEqual([
      expect.stringContaining('cancel-form: dynamodb:UpdateItem <FormsTable.Arn>'),
    ])
  })

  test('reports a removed attribute as missing and an additional attribute as excessive', () => {
    const fewer = withStatements(
      'demo',
      'cancel-form',
      alterAttributes('FormsCancellation', (attributes) => attributes.filter((each) => each !== 'chainPlace')),
    )
    expect(deniedAccesses('demo', fewer)).toEqual([expect.stringContaining('"chainPlace"')])
    const more = withStatements(
      'demo',
      'cancel-form',
      alterAttributes('FormsCancellation', (attributes) => [...attributes, 'sender']),
    )
    expect(unused('demo', more)).toContain('cancel-form: FormsCancellation dynamodb:UpdateItem sender')
  })

  test('reports an unused grant as excessive', () => {
    const [extra] = policies.demo.get('erase')?.policies.identity.filter(({ Sid }) => Sid === 'DataKeys') ?? []
    const more = withStatements('demo', 'get-form', (statements) => [...statements, ...(extra ? [extra] : [])])
    expect(unused('demo', more)).toContain('get-form: DataKeys dynamodb:DeleteItem')
  })

  test.each(['ALL_OLD', 'ALL_NEW'])(
    'denies an attribute-limited write that requests the return of %s',
    (ReturnValues) => {
      const extension = recorded.find(
        (request) => request.function === 'extend-form' && 'operation' in request && request.operation === 'UpdateItem',
      )
      if (extension === undefined || !('input' in extension)) throw new Error('No form was extended.')
      const role = policies.demo.get('extend-form') ?? noPolicies
      const decisionsFor = (input: object) =>
        accessesOf('UpdateItem', input, describeTable).map((each) => decideFor(role, each).decision)
      expect(decisionsFor(extension.input)).toEqual(['allowed'])
      expect(decisionsFor({ ...extension.input, ReturnValues })).toEqual(['denied'])
    },
  )

  test('denies every request that uses the credentials of a PCI zone function but comes from outside the network of the PCI zone', () => {
    const role = policies.production.get('submit-form') ?? noPolicies
    const { 'aws:SourceVpc': _, ...elsewhere } = role.context
    const opened = recorded
      .filter((request) => request.function === 'submit-form')
      .flatMap((request) => accessesFor(request, 'production'))
      .filter(({ resource }) => resource !== tablesKeyArn)
      .map((access) => decideFor({ ...role, context: elsewhere }, access).decision)
    expect(new Set(opened)).toEqual(new Set(['denied']))
  })
})

/** The environment of a journey with the real DynamoDB adapters. An invocation that takes turns has a client of its own. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { FormId, type SubmissionId } from '../../../contracts/identifiers.ts'
import { documentClientOf, dynamoDbClient } from '../../../lambdas/adapters/dynamodb/request/client.ts'
import { systemClock } from '../../../lambdas/adapters/process/clock.ts'
import { systemRandomness } from '../../../lambdas/adapters/process/randomness.ts'
import { conversationChain } from '../../../lambdas/core/audit/audit-chain.ts'
import { createMemoryDependencies } from '../../../local/memory/dependencies.ts'
import { immediateTurn, type Turn } from '../../../local/memory/turns.ts'
import { type DynamoDbUnderTest, dynamoDbStorage, storagePorts } from '../../port-contracts/dynamodb-storage.ts'
import type { FinalState, HistoryEvent } from '../history.ts'
import { recordedEvent } from '../record-events.ts'
import { putConversationCall } from './agent-calls.ts'
import { sites, template } from './fixtures.ts'
import { agent, conversation, type JourneyEnvironment } from './journey.ts'
import { createKnownState, type KnownKey } from './known-state.ts'

/** A broken connection: the caller cannot know whether the request arrived. */
class BrokenConnection extends Error {
  override readonly name = 'TimeoutError'
}

/** Takes a turn before each request and after each reply. It wraps the SDK's retries, so a failure here is final. */
function withTurns(client: DynamoDBClient, turn: Turn): DynamoDBClient {
  client.middlewareStack.add(
    (next, context) => async (request) => {
      const call = `dynamodb.${context.commandName}`
      const broken = (cause: unknown): never => {
        throw new BrokenConnection('The connection broke.', { cause })
      }
      await turn(call, 'before').catch(broken)
      const answer = await next(request)
      await turn(call, 'after').catch(broken)
      return answer
    },
    { step: 'initialize', name: 'turns' },
  )
  return client
}

const clientOf = (endpoint: string): DynamoDBClient =>
  dynamoDbClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // On a shared machine with two cores a slow reply is not a failure.
    requestMilliseconds: 20_000,
  })

export interface EmbeddedEnvironment extends JourneyEnvironment {
  close(): Promise<void>
}

export async function embeddedEnvironment(endpoint: string): Promise<EmbeddedEnvironment> {
  const storage = await dynamoDbStorage(endpoint)
  const memory = createMemoryDependencies({ start: systemClock.now() })
  const clients: DynamoDBClient[] = []
  const history: HistoryEvent[] = []
  const portsWith = (client: DynamoDBClient, turn: Turn) => {
    clients.push(client)
    const stores = storagePorts({ documents: documentClientOf(client), tables: storage.tables })
    return { ...memory.ports(turn), ...stores, clock: systemClock, randomness: systemRandomness }
  }
  const undisturbedPorts = portsWith(clientOf(endpoint), immediateTurn)
  const portsOf = (turn: Turn) =>
    turn === immediateTurn ? undisturbedPorts : portsWith(withTurns(clientOf(endpoint), turn), turn)
  const knownState = createKnownState({ clock: systemClock, ports: portsOf }, history)

  for (const site of sites.filter(({ siteId }) => siteId === agent.siteId)) {
    await storage.ports.sites.add(site)
    const { version, ...draft } = template
    await storage.ports.templates.add(site.siteId, draft)
  }
  await knownState.perform(putConversationCall(conversation, agent))

  return {
    knownState,
    history,
    signedInAt: systemClock.now(),
    finalState: () => storedFinalState(storage, knownState.forms[0]?.formId, knownState.keys),
    records: async () => (await storage.chain(conversationChain(conversation))).map(recordedEvent),
    async close() {
      for (const client of clients) client.destroy()
      await storage.close()
    },
  }
}

/** The stored state of one form, its keys and its submission. */
async function storedFinalState(
  { ports }: DynamoDbUnderTest,
  formId: string | undefined,
  keys: readonly KnownKey[],
): Promise<FinalState[]> {
  if (formId === undefined) return []
  const { form } = await ports.records.read({ form: FormId.parse(formId) })
  if (form === undefined) return []
  const { state, submissionId } = form
  const stored = await Promise.all(
    keys.map(async ({ key }): Promise<FinalState> => {
      const read = await ports.records.read({ key })
      return { type: 'found-key', key, spent: read.key?.claimedBy !== undefined }
    }),
  )
  return [
    { type: 'found-form', formId, state, ...(submissionId !== undefined && { submissionId }) },
    ...stored,
    ...(submissionId === undefined ? [] : await storedSubmissionState(ports, submissionId)),
  ]
}

async function storedSubmissionState(
  { records }: DynamoDbUnderTest['ports'],
  submissionId: SubmissionId,
): Promise<FinalState[]> {
  const { submission, dataKey } = await records.read({ submission: submissionId, dataKey: submissionId })
  if (submission === undefined) return []
  return [{ type: 'found-submission', submissionId, formId: submission.formId, hasDataKey: dataKey !== undefined }]
}

/** The functions that are not steps: triggers of the pool, sockets, readers of the stream and scheduled tasks. */
import { dynamoDbAuditLog } from '../../lambdas/adapters/dynamodb/audit/log.ts'
import { dynamoDbAuditPointers } from '../../lambdas/adapters/dynamodb/audit/pointers.ts'
import { scanAuditTable } from '../../lambdas/adapters/dynamodb/audit/scan.ts'
import { dynamoDbConnections, dynamoDbTickets } from '../../lambdas/adapters/dynamodb/connections.ts'
import { dynamoDbRecords } from '../../lambdas/adapters/dynamodb/records.ts'
import { servePage } from '../../lambdas/control-zone/serve-page.ts'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { inactivityLimitMs } from '../../lambdas/core/people/inactivity.ts'
import type { SignInRecord } from '../../lambdas/core/push/connections.ts'
import { minutes, monthsLater } from '../../lambdas/core/time.ts'
import { compose as composeDisableUnused } from '../../lambdas/identity/disable-unused.handler.ts'
import { compose as composeCheckRetention } from '../../lambdas/pci-zone/check-retention.handler.ts'
import { compose as composeSweepRetention } from '../../lambdas/pci-zone/sweep-retention.handler.ts'
import { checkConnections } from '../../lambdas/push/check-connections.ts'
import { openConnection } from '../../lambdas/push/open-connection.ts'
import { pushEvents } from '../../lambdas/push/push-events.ts'
import { useTicket } from '../../lambdas/push/use-ticket.ts'
import { cognitoPool } from '../lambdas/identity/cognito-pool.ts'
import { acme, backend, signIn } from './callers.ts'
import type { JourneyScene } from './journeys.ts'

export async function socketJourneys(scene: JourneyScene): Promise<void> {
  const { run, must, text, notifyPorts, sockets, clock, conversation, send, open, agent, administrator } = scene
  const { kind, ...signedIn } = agent
  const ticket = text(await must('issue-events-ticket', { principal: agent }), 'ticket')
  const offer = () =>
    run('connect-authorizer', (dependencies) =>
      useTicket({
        ...dependencies,
        records: dynamoDbRecords(dependencies),
        audit: dynamoDbAuditLog(dependencies),
        tickets: dynamoDbTickets(dependencies),
      })(`sealform.v1, ${ticket}`),
    )
  await offer()
  await offer()

  const connect = (connectionId: string, as: SignInRecord = signedIn) =>
    run('open-socket', () =>
      openConnection(notifyPorts())({ connectionId, signIn: as, connectedAt: clock.now() - minutes(1) }),
    )
  await connect('socket-1')
  const opened = await open(await send(await conversation(), {}, agent))
  const progress = { body: { ...opened, questions: { iban: 'valid' } } }
  await must('report-progress', progress)
  sockets.reachable = false
  await must('report-progress', progress)

  // The step itself notifies the tabs of the conversation's senders.
  const ending = await conversation()
  const path = { conversationId: ending }
  const { formId } = await send(ending, {}, agent)
  await connect('socket-5')
  await must('cancel-form', { principal: agent, path: { formId } })
  await connect('socket-6')
  await must('put-conversation', { principal: backend, path, body: { agentId: 'agent-8' } })
  await connect('socket-7')
  await must('close-conversation', { principal: backend, path })

  // Steps that end access close the sockets themselves.
  const [leaving, disabled] = [signIn(clock.now(), 'agent-20'), signIn(clock.now(), 'agent-21')]
  for (const { kind: _, profile = 'agent', ...as } of [leaving, disabled]) {
    await connect(`socket of ${as.subject}`, { ...as, profile })
  }
  await must('sign-out', { principal: leaving })
  await must('put-person', { principal: administrator, path: { subject: 'agent-21' }, body: { enabled: false } })

  await connect('socket-2')
  const records: AuditRecord[] = []
  for await (const { record } of scanAuditTable({ ...scene.unrecorded })) if (record) records.push(record)
  const about = records.filter(({ formId }) => formId === opened.formId)
  await run('publish-events', async (dependencies) => {
    await dynamoDbAuditPointers(dependencies).add(records)
    await pushEvents(notifyPorts())(records.filter((each) => each.formId === undefined))
    await pushEvents(notifyPorts())(about)
  })
  const day = new Date(clock.now()).toISOString()
  await must('list-audit', { principal: administrator, query: { from: day.replace(/T.*/, 'T00:00:00.000Z'), to: day } })
  await connect('socket-3')
  await run('close-socket', (dependencies) => dynamoDbConnections(dependencies).remove(signedIn, 'socket-3'))
  for (let socket = 10; socket <= 21; socket++) await connect(`socket-${socket}`)
  clock.advance(minutes(30))
  await run('check-connections', () => checkConnections(notifyPorts())())
  sockets.reachable = true
}

export async function poolJourneys({ run, clock }: JourneyScene): Promise<void> {
  const pool = <Result>(name: string, work: (pool: ReturnType<typeof cognitoPool>) => Promise<Result>) =>
    run(name, (dependencies) => work(cognitoPool(dependencies, acme)))
  await pool('pre-authentication', ({ start }) => start('lena'))
  await pool('post-authentication', ({ succeed }) => succeed('lena'))
  for (let attempt = 0; attempt < 4; attempt++) await pool('pre-authentication', ({ start }) => start('lena'))
  await pool('post-authentication', ({ succeed }) => succeed('lena'))
  await pool('post-confirmation', ({ confirm }) => confirm('lena'))
  await pool('pre-authentication', ({ start }) => start('tom'))
  await pool('post-authentication', ({ succeed }) => succeed('tom'))
  clock.advance(inactivityLimitMs)
  await pool('pre-authentication', ({ start }) => start('tom'))
}

export const pageJourney = async ({ run }: JourneyScene): Promise<void> => {
  const pages = { documents: { visitor: '<!doctype html>' }, embeddingOrigins: [] }
  await run('serve-page', (dependencies) =>
    servePage({ ...pages, records: dynamoDbRecords(dependencies) })(
      { path: '/f/{siteId}', page: 'visitor', framedBy: 'site' },
      acme,
    ),
  )
}

const task = { awsRequestId: 'task-1' }

export async function taskJourneys({ run, clock, call, conversation, submit }: JourneyScene): Promise<void> {
  await call('stay-signed-in', { principal: signIn(clock.now(), 'old-agent') })
  await submit(await conversation())
  clock.advance(inactivityLimitMs)
  await run('disable-unused', (dependencies) => composeDisableUnused(dependencies)({}, task))
  await run('check-retention', (dependencies) => composeCheckRetention(dependencies)({}, task))
  clock.advanceTo(monthsLater(clock.now(), 14))
  await run('sweep-retention', (dependencies) => composeSweepRetention(dependencies)({}, task))
}

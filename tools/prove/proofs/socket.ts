import { EventMessage, eventsPath, eventsProtocol } from '../../../contracts/events.ts'
import { no, type Proof, type ProofContext, until, yes } from '../proof.ts'

export const socket: Proof = {
  id: 'socket',
  async run(context) {
    const { origin, callers, now } = context
    const { driver } = await callers()
    const { ticket } = await driver.agent.reply('issue-events-ticket')
    const received: EventMessage[] = []
    const tab = new WebSocket(new URL(eventsPath, origin.replace(/^http/, 'ws')), [eventsProtocol, ticket])
    tab.addEventListener('message', ({ data }) => {
      const message = EventMessage.safeParse(JSON.parse(String(data)))
      if (message.success) received.push(message.data)
    })
    try {
      if (!(await isOpen(context, tab))) return no('The socket did not open.')
      const start = now()
      const { formId } = await driver.submitForm()
      const arrived = await until({ ...context, patienceMs: Math.min(context.patienceMs, 60_000) }, async () =>
        received.find(
          (message) => 'formId' in message && message.formId === formId && message.event === 'form-submitted',
        ),
      )
      const seen = { events: received.length, seconds: Math.round((now() - start) / 1_000) }
      return arrived === undefined ? no('The event did not arrive.', seen) : yes(seen)
    } finally {
      tab.close()
    }
  },
}

const isOpen = async ({ pause }: ProofContext, tab: WebSocket): Promise<boolean> => {
  const opened = new Promise<boolean>((resolve) => {
    tab.addEventListener('open', () => resolve(true))
    tab.addEventListener('error', () => resolve(false))
  })
  return Promise.race([opened, pause(30_000).then(() => false)])
}

import { EventMessage, eventsPath, eventsProtocol } from '../../../contracts/events.ts'
import { no, type Proof, until, yes } from '../proof.ts'

const longestMs = 60_000
const intervalMs = 250

export const socket: Proof = {
  id: 'socket',
  async run(context) {
    const { origin, callers, now } = context
    const { driver } = await callers()
    const { ticket } = await driver.agent.reply('issue-events-ticket')
    const patience = { ...context, patienceMs: Math.min(context.patienceMs, longestMs) }
    const received: EventMessage[] = []
    const tab = new WebSocket(new URL(eventsPath, origin.replace(/^http/, 'ws')), [eventsProtocol, ticket])
    tab.addEventListener('message', ({ data }) => {
      const message = EventMessage.safeParse(JSON.parse(String(data)))
      if (message.success) received.push(message.data)
    })
    try {
      const state = await until(
        patience,
        async () => (tab.readyState === WebSocket.CONNECTING ? undefined : tab.readyState),
        intervalMs,
      )
      if (state !== WebSocket.OPEN) return no('The socket did not open.')
      const start = now()
      const { formId } = await driver.submitForm()
      const arrived = await until(
        patience,
        async () =>
          received.find(
            (message) => 'formId' in message && message.formId === formId && message.event === 'form-submitted',
          ),
        intervalMs,
      )
      const seen = { events: received.length, seconds: Math.round((now() - start) / 1_000) }
      return arrived === undefined ? no('The event did not arrive.', seen) : yes(seen)
    } finally {
      tab.close()
    }
  },
}

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { socketEvents } from '../../../widgets/shared/socket-events.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

class Socket extends EventTarget {
  closed = false
  close() {
    if (this.closed) return
    this.closed = true
    this.dispatchEvent(new Event('close'))
  }
  open() {
    this.dispatchEvent(new Event('open'))
  }
  say(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

const listening = (tickets: () => string | undefined) => {
  const sockets: Socket[] = []
  const used: string[] = []
  const received: string[] = []
  const ending = new AbortController()
  let network = () => {}
  socketEvents({
    ticket: async () => tickets(),
    open(ticket) {
      used.push(ticket)
      const socket = new Socket()
      sockets.push(socket)
      return socket
    },
    onOnline(back) {
      network = back
    },
  }).listen(
    {
      onEvent: (message) => received.push(`${message.event} ${'status' in message ? message.status : ''}`.trim()),
      onConnected: () => received.push('connected'),
      onDisconnected: (failures) => received.push(`lost ${failures}`),
    },
    ending.signal,
  )
  const last = () => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('no socket yet')
    return socket
  }
  return { sockets, used, received, ending, last, networkIsBack: () => network() }
}

const counted = () => {
  let count = 0
  return () => `ticket ${++count}`
}
const event = {
  event: 'form-opened',
  at: '2030-01-15T12:00:00.000Z',
  formId: 'b8e7ae12-8c52-4a6a-9d8a-3a5c1f5e8f10',
  conversationId: 'chat-1',
  status: 'opened',
}

describe('the push channel', () => {
  test('reports pushes and ignores other messages', async () => {
    const { last, received } = listening(counted())
    await vi.advanceTimersByTimeAsync(0)
    last().open()
    for (const data of ['', '{', '[]', 'null', new Uint8Array(3), JSON.stringify({ ...event, status: 'sold' })])
      last().say(data)
    last().say(JSON.stringify({ ...event, more: 'of a later version' }))
    expect(received).toEqual(['connected', 'form-opened opened'])
  })

  test('uses a new ticket for every connection', async () => {
    const { last, used, received } = listening(counted())
    await vi.advanceTimersByTimeAsync(0)
    last().open()
    await vi.advanceTimersByTimeAsync(20_000)
    last().close()
    await vi.advanceTimersByTimeAsync(600)
    last().open()
    expect(used).toEqual(['ticket 1', 'ticket 2'])
    expect(received).toEqual(['connected', 'lost 1', 'connected'])
  })

  test('waits longer after each failure of any kind, up to half a minute', async () => {
    const { received, sockets } = listening(() => undefined)
    const moments: number[] = []
    const begun = Date.now()
    for (let second = 0; second < 200; second++) {
      const before = received.length
      await vi.advanceTimersByTimeAsync(1_000)
      for (let more = before; more < received.length; more++) moments.push(Date.now() - begun)
    }
    const waits = moments.slice(1).map((moment, at) => moment - (moments[at] ?? 0))
    expect(sockets).toEqual([])
    expect(received.slice(0, 3)).toEqual(['lost 1', 'lost 2', 'lost 3'])
    expect(Math.max(...waits)).toBeLessThanOrEqual(31_000)
    expect(waits.at(-1)).toBeGreaterThanOrEqual(14_000)
  })

  test('counts a connection that closes immediately as a failure', async () => {
    const { last, received, sockets } = listening(counted())
    for (let at = 0; at < 3; at++) {
      await vi.advanceTimersByTimeAsync(2_000)
      last().open()
      last().close()
    }
    expect(received.filter((word) => word.startsWith('lost'))).toEqual(['lost 1', 'lost 2', 'lost 3'])
    expect(sockets.length).toBeGreaterThanOrEqual(3)
  })

  test('drops a connection that does not open, or that was opened before a network outage', async () => {
    const { last, received, networkIsBack, sockets } = listening(counted())
    await vi.advanceTimersByTimeAsync(10_000)
    expect(last().closed).toBe(true)
    await vi.advanceTimersByTimeAsync(1_000)
    last().open()
    networkIsBack()
    expect(received).toEqual(['lost 1', 'connected', 'lost 2'])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(sockets).toHaveLength(3)
  })

  test('reports nothing after it was stopped', async () => {
    const { last, ending, received, sockets } = listening(counted())
    await vi.advanceTimersByTimeAsync(0)
    last().open()
    ending.abort()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(last().closed).toBe(true)
    expect(sockets).toHaveLength(1)
    expect(received).toEqual(['connected'])
  })
})

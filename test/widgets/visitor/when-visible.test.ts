import { expect, test, vi } from 'vitest'
import { whenVisible } from '../../../widgets/visitor/when-visible.ts'

const frame = () => {
  const events = new EventTarget()
  const state = { visibilityState: 'hidden' as DocumentVisibilityState, prerendering: true }
  let setInView: (isInView: boolean) => void = () => {}
  let isObserving = false
  const document = {
    get visibilityState() {
      return state.visibilityState
    },
    get prerendering() {
      return state.prerendering
    },
    addEventListener: events.addEventListener.bind(events),
  }
  const opened = vi.fn()
  void whenVisible({
    document,
    observeView: (onChange, signal) => {
      setInView = onChange
      isObserving = true
      signal.addEventListener('abort', () => {
        isObserving = false
      })
    },
  }).then(opened)
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    opened,
    isObserving: () => isObserving,
    async change(name: 'activate' | 'show' | 'view') {
      if (name === 'activate') {
        state.prerendering = false
        events.dispatchEvent(new Event('prerenderingchange'))
      } else if (name === 'show') {
        state.visibilityState = 'visible'
        events.dispatchEvent(new Event('visibilitychange'))
      } else setInView(true)
      await settled()
    },
  }
}

test.each([[['activate', 'show', 'view']], [['view', 'show', 'activate']], [['view', 'activate', 'show']]] as const)(
  'a frame is visible only once it is shown, not prerendered and in view, in the order %j',
  async (changes) => {
    const { opened, change, isObserving } = frame()
    for (const each of changes.slice(0, 2)) await change(each)
    expect([opened.mock.calls.length, isObserving()]).toEqual([0, true])
    for (const each of changes.slice(2)) await change(each)
    expect([opened.mock.calls.length, isObserving()]).toEqual([1, false])
  },
)

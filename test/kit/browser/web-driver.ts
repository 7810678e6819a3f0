/**
 * A session of W3C WebDriver (https://www.w3.org/TR/webdriver2/) with the driver at a loopback port. Each command applies to the
 * window and frame that were selected last, so `within` selects them and keeps other commands out until it is finished.
 */
import * as z from 'zod/mini'

export interface Place {
  /** The handle of the window. */
  readonly window: string
  /** The path of the frame's document. If it is absent, the place is the window itself. */
  readonly framePath?: RegExp
}

export interface WebDriver {
  readonly capabilities: Readonly<Record<string, unknown>>
  /** Sends a command without a place. */
  command(method: Method, path: string, body?: object): Promise<unknown>
  within<Result>(place: Place, work: (driver: PlacedDriver) => Promise<Result>): Promise<Result>
}

export interface PlacedDriver {
  command(method: Method, path: string, body?: object): Promise<unknown>
  /** Runs the body of a function with these arguments. */
  script(body: string, ...args: readonly unknown[]): Promise<unknown>
}

type Method = 'GET' | 'POST' | 'DELETE'

/** `code` is an error code of WebDriver. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError'
  readonly code: string

  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

const Reply = z.object({ value: z.unknown() })
const Failure = z.object({ error: z.string(), message: z.string() })
const Session = z.object({ sessionId: z.string(), capabilities: z.record(z.string(), z.unknown()) })

/** A command that takes longer has failed, so that the test names it. */
const commandMilliseconds = 20_000

const send = async (url: string, method: Method, body: object | undefined): Promise<unknown> => {
  const signal = AbortSignal.timeout(commandMilliseconds)
  const response = await fetch(url, { method, signal, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) })
  const { value } = Reply.parse(await response.json())
  if (response.ok) return value
  const { error, message } = Failure.parse(value)
  throw new WebDriverError(error, message)
}

/** `window.frames` does not have the frames in shadow trees. */
const framesScript = `
  const framesIn = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
    element.localName === 'iframe' ? [element] : element.shadowRoot ? framesIn(element.shadowRoot) : [])
  return framesIn(document)`

export const startSession = async (port: number, capabilities: object): Promise<WebDriver> => {
  const origin = `http://127.0.0.1:${port}`
  const session = Session.parse(
    await send(`${origin}/session`, 'POST', { capabilities: { alwaysMatch: capabilities } }),
  )
  const command = (method: Method, path: string, body?: object) =>
    send(`${origin}/session/${session.sessionId}${path}`, method, body)
  const script: PlacedDriver['script'] = (body, ...args) => command('POST', '/execute/sync', { script: body, args })

  const select = async ({ window, framePath }: Place) => {
    await command('POST', '/window', { handle: window })
    await command('POST', '/frame', { id: null })
    if (framePath === undefined) return
    for (const id of z.array(z.unknown()).parse(await script(framesScript))) {
      await command('POST', '/frame', { id })
      if (framePath.test(String(await script('return location.pathname')))) return
      await command('POST', '/frame', { id: null })
    }
    throw new WebDriverError('no such frame', `no frame has the path ${framePath}`)
  }

  let last: Promise<unknown> = Promise.resolve()
  return {
    capabilities: session.capabilities,
    command,
    within(place, work) {
      const result = last.then(async () => {
        await select(place)
        return work({ command, script })
      })
      last = result.catch(() => {})
      return result
    },
  }
}

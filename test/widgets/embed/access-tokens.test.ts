/** How `<secure-form-agent>` answers the panel's requests for an access token. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AccessTokens, createAccessTokens } from '../../../widgets/embed/access-tokens.ts'

const token = `${'h'.repeat(30)}.${'p'.repeat(120)}.${'s'.repeat(43)}`

let posted: (string | undefined)[]
let restarts: number
let console: { readonly error: string[] }
let tokens: AccessTokens

beforeEach(() => {
  vi.useFakeTimers()
  posted = []
  restarts = 0
  console = { error: [] }
  vi.spyOn(globalThis.console, 'error').mockImplementation((text) => void console.error.push(String(text)))
  tokens = createAccessTokens({
    post: (accessToken) => posted.push(accessToken),
    restart: () => {
      restarts += 1
    },
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Sets what a page without types may set. */
const setAnything = (source: unknown) => Reflect.apply(tokens.setSource, tokens, [source])
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('without a function', () => {
  test('the panel gets no token after ten seconds, and the console says what to set', async () => {
    tokens.request()
    await vi.advanceTimersByTimeAsync(9_999)
    expect([posted, console.error]).toEqual([[], []])
    await vi.advanceTimersByTimeAsync(1)
    expect(posted).toEqual([undefined])
    expect(console.error).toEqual([expect.stringMatching(/^Sealform: accessToken is not set\. Set accessToken to/)])
  })

  test('the panel gets the token of a function that is set in time', async () => {
    tokens.request()
    await vi.advanceTimersByTimeAsync(9_000)
    tokens.setSource(async () => token)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([posted, console.error, restarts]).toEqual([[token], [], 0])
  })

  test('the panel starts again when a function is set later', async () => {
    tokens.request()
    await vi.advanceTimersByTimeAsync(10_000)
    tokens.setSource(async () => token)
    expect(restarts).toBe(1)
    tokens.forgetRequest()
    tokens.request()
    await settle()
    expect(posted).toEqual([undefined, token])
  })

  test('a panel that is gone gets nothing', async () => {
    tokens.request()
    tokens.forgetRequest()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([posted, console.error]).toEqual([[], []])
  })
})

describe('a value that is not a function', () => {
  test.each([token, Promise.resolve(token), { token }, 7])('is reported at once, without the value', async (value) => {
    setAnything(value)
    expect(console.error).toEqual([
      expect.stringMatching(/^Sealform: accessToken is not a function\. Set accessToken to/),
    ])
    expect(console.error.join()).not.toContain('p'.repeat(24))
    tokens.request()
    await settle()
    expect([posted, console.error.length, tokens.source]).toEqual([[undefined], 1, undefined])
  })

  test('ends a request that waits for it', async () => {
    tokens.request()
    setAnything(token)
    expect(posted).toEqual([undefined])
  })

  test.each([undefined, null])('is not reported if it is %s', async (value) => {
    setAnything(value)
    expect(console.error).toEqual([])
  })
})

describe('a function', () => {
  const failing = async (source: () => unknown) => {
    setAnything(source)
    tokens.request()
    await settle()
    expect(posted).toEqual([undefined])
    return console.error.join('\n')
  }

  test('that resolves to nothing says that no agent is signed in, which is no failure', async () => {
    expect(await failing(async () => undefined)).toBe('')
  })

  test.each([
    ['rejects with an error', async () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'throws',
      () => {
        throw new TypeError('Failed to fetch')
      },
    ],
  ])('that %s has its reason written to the console', async (_, source) => {
    expect(await failing(source)).toMatch(/^Sealform: .* failed: TypeError: Failed to fetch$/)
  })

  test('that quotes a token in its reason does not have the token written to the console', async () => {
    const text = await failing(async () => Promise.reject(new Error(`401 for Bearer ${token} at idp.example.com`)))
    expect(text).toMatch(/failed: Error: 401 for Bearer \[removed\][.[\]a-z]* at idp\.example\.com$/)
    expect(text).not.toMatch(/h{24}|p{24}|s{24}/)
  })

  test.each([
    ['base64', 'q7Xk2/mP9wZ/tR4vB8n/Yc1Jd5/fG6hL0s/+Qa3=='],
    ['base64 in a URL', 'q7Xk2%2FmP9wZ%2FtR4vB8n%2FYc1Jd5%2FfG6hL0s%2F%2BQa3%3D%3D'],
  ])('that quotes an opaque token in %s does not have a part of it written to the console', async (_, opaque) => {
    const text = await failing(async () => Promise.reject(new Error(`401 for ${opaque} at idp.example.com/oauth`)))
    expect(text).toMatch(/failed: Error: 401 for \[removed\] at idp\.example\.com\/oauth$/)
  })

  test('that gives anything but a text is reported, without the value', async () => {
    expect(await failing(async () => ({ accessToken: token }))).toMatch(/^Sealform: accessToken must give/)
  })

  test('that returns the token without a promise is accepted', async () => {
    setAnything(() => token)
    tokens.request()
    await settle()
    expect(posted).toEqual([token])
  })

  test('posts no token to a later panel than the one that requested it', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    tokens.setSource(() => promise)
    tokens.request()
    tokens.forgetRequest()
    resolve(token)
    await settle()
    expect(posted).toEqual([])
  })
})

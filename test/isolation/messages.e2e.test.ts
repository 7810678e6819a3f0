/** The messages between frames and the pages around them, and which senders they accept: abuse case 31. */
import { describe, expect } from 'vitest'
import { errorOf, openEmbeddedForm, openEmbeddedPanel } from '../kit/browser/embedding.ts'
import { frameAt } from '../kit/browser/playwright-page.ts'
import { visitorTest as test } from '../kit/fixtures.ts'
import { sendRequest } from '../kit/http-client.ts'
import { withoutRandomValues } from '../kit/random-values.ts'

/** No message to the page around a form may contain any of these. */
const answers = ['Ada Lovelace', '4111 1111 1111 1111', '4111111111111111', '0539', '05/39', '737', '1010'] as const

const frameOf = (tag: string) => `document.querySelector('${tag}').shadowRoot.querySelector('iframe')`
const windowOf = (tag: string) => `${frameOf(tag)}.contentWindow`

describe('abuse 31: the page that embeds a form', () => {
  test('receives only states and ids while a form is filled in, and never an answer', async ({ stage, site }) => {
    const { page, browserErrors, visitor, form } = await openEmbeddedForm(stage, site)
    const { formId } = form
    await visitor.fillCard()
    await visitor.fill('postal-code', '1010')
    await visitor.reviewAndSend()
    await visitor.waitForReceipt()
    await expect.poll(() => page.evaluate<string[]>('received.map(({ event }) => event)')).toContain('submitted')

    const received = await page.evaluate<{ event: string }[]>('received')
    expect(received).toContainEqual({ event: 'opened', formId })
    expect(received).toContainEqual({
      event: 'submitted',
      formId,
      submissionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    const allowed = ['event', 'formId', 'submissionId', 'questions']
    expect(received.flatMap((event) => Object.keys(event)).filter((field) => !allowed.includes(field))).toEqual([])
    const everything = await page.evaluate<string>(
      'JSON.stringify({ messages, received }) + document.documentElement.outerHTML',
    )
    const rest = withoutRandomValues(everything)
    for (const answer of answers) expect([answer, rest.includes(answer)]).toEqual([answer, false])
    expect(browserErrors).toEqual([])
  })

  test('ignores other windows, even with valid messages', async ({ stage, site }) => {
    const evil = stage.brand.put('/evil', '')
    const { page, form } = await openEmbeddedForm(
      stage,
      site,
      (element) => `${element}<iframe src="${stage.brand.unlistedOrigin}${evil}"></iframe>`,
    )
    const other = await frameAt(page, /^\/evil$/)
    const lie = `{ sealform: 'v1', message: 'event', event: 'declined', formId: '${form.formId}' }`
    await other.evaluate(`parent.postMessage(${lie}, '*')`)
    await page.evaluate(`postMessage(${lie}, '*')`)
    await expect.poll(() => page.evaluate('messages.filter(({ data }) => data.event === "declined").length')).toBe(2)
    expect(await page.evaluate('received.filter(({ event }) => event === "declined")')).toEqual([])
  })

  test('ignores messages about one frame from another frame of the service', async ({ stage, site, send }) => {
    const second = await send('bank-account')
    const { page } = await openEmbeddedForm(
      stage,
      site,
      (element) => `${element}<secure-form id="second" link="${second.link}"></secure-form>`,
    )
    await expect.poll(() => page.evaluate('messages.filter(({ data }) => data.event === "opened").length')).toBe(2)
    expect(await page.evaluate('received.filter(({ event }) => event === "opened").length')).toBe(1)
  })

  test('ignores malformed messages from its own frame', async ({ stage, site }) => {
    const { page, browserErrors, frame, form } = await openEmbeddedForm(stage, site)
    const valid = { sealform: 'v1', message: 'event', event: 'declined', formId: form.formId }
    const malformed: readonly unknown[] = [
      { ...valid, note: 'x' },
      { ...valid, sealform: 'v2' },
      { ...valid, formId: '<b>' },
      { ...valid, event: 'click' },
      JSON.stringify(valid),
      null,
    ]
    const eventsBefore = await page.evaluate('received.length')
    for (const message of malformed) {
      const messagesBefore = await page.evaluate<number>('messages.length')
      await frame.evaluate(`parent.postMessage(${JSON.stringify(message)}, '*')`)
      await expect.poll(() => page.evaluate('messages.length')).toBeGreaterThan(messagesBefore)
      expect([message, await page.evaluate('received.length')]).toEqual([message, eventsBefore])
    }
    expect(browserErrors).toEqual([])
    // The messages are malformed only in the way that each says.
    await frame.evaluate(`parent.postMessage(${JSON.stringify(valid)}, '*')`)
    await expect.poll(() => page.evaluate('received.at(-1).event')).toBe('declined')
  })

  test('frames only pages of the service, even if the link leads elsewhere', async ({ stage, site }) => {
    const { page } = await openEmbeddedForm(stage, site)
    const link = `${stage.brand.unlistedOrigin}/form/acme#sfo_x`
    await page.evaluate(`received.length = 0; document.querySelector('secure-form').setAttribute('link', '${link}')`)
    await expect.poll(() => page.evaluate('received')).toEqual([{ event: 'error', code: 'damaged-link' }])
    expect(page.frames()).toHaveLength(1)
  })
})

describe('abuse 31: a framed page', () => {
  test('replies only to the window that embeds it', async ({ stage, site }) => {
    const sibling = stage.brand.put(
      '/sibling',
      '<script>window.messages = []; addEventListener("message", ({ data }) => messages.push(data))</script>',
    )
    const { page, agent } = await openEmbeddedPanel(stage, site, {
      beside: `<iframe src="${stage.brand.listedOrigin}${sibling}"></iframe>`,
    })
    await agent.waitUntilReady()
    const frame = await frameAt(page, /^\/sibling$/)
    // Same origin as the page around both frames, so it can reach the window itself, but is a different window.
    for (const message of ["hello', conversationId: 'chat-evil", 'access-token']) {
      await frame.evaluate(
        `parent.${windowOf('secure-form-agent')}.postMessage({ sealform: 'v1', message: '${message}' }, '*')`,
      )
    }
    await page.waitForTimeout(300)
    expect(await frame.evaluate('messages')).toEqual([])
    expect(await agent.openButton.isVisible()).toBe(true)
    expect(await page.evaluate('received.filter(({ event }) => event === "signed-out")')).toEqual([])
  })

  test('ignores malformed token messages, and continues to wait for its token', async ({ stage, site }) => {
    const { page, browserErrors, agent, token } = await openEmbeddedPanel(stage, site, {
      accessToken: () => '() => new Promise((give) => { window.give = give })',
    })
    await page.waitForFunction('window.give')
    // A valid token, so that a panel that accepted a message would show its forms.
    const valid = { sealform: 'v1', message: 'access-token', accessToken: token }
    const malformed: readonly unknown[] = [
      { ...valid, refreshToken: 'y' },
      { ...valid, sealform: 'v2' },
      { ...valid, accessToken: [token] },
      { ...valid, accessToken: token + ' '.repeat(9_000) },
      JSON.stringify(valid),
    ]
    for (const message of malformed)
      await page.evaluate(`${windowOf('secure-form-agent')}.postMessage(${JSON.stringify(message)}, '*')`)
    await page.waitForTimeout(400)
    expect(await agent.openButton.isVisible()).toBe(false)
    await page.evaluate(`give('${token}')`)
    await agent.waitUntilReady()
    expect(browserErrors).toEqual([])
  })

  test('ignores malformed hello messages, and continues to show its conversation', async ({ stage, site }) => {
    const { page, browserErrors, agent, conversationId } = await openEmbeddedPanel(stage, site)
    await agent.waitUntilReady()
    const ofOthers: string[] = []
    page.on('request', (request) => {
      const [, conversation] = /\/v1\/conversations\/([^/]+)/.exec(request.url()) ?? []
      if (conversation !== undefined && conversation !== conversationId) ofOthers.push(conversation)
    })
    for (const message of [
      { sealform: 'v1', message: 'hello', conversationId: '../..' },
      { sealform: 'v1', message: 'hello', conversationId: 'chat-other', accessToken: 'x' },
    ])
      await page.evaluate(`${windowOf('secure-form-agent')}.postMessage(${JSON.stringify(message)}, '*')`)
    await page.waitForTimeout(400)
    expect(await agent.openButton.isVisible()).toBe(true)
    expect(ofOthers).toEqual([])
    expect(browserErrors).toEqual([])
  })

  test('never passes its token on, not even back to the embedding page', async ({ stage, site }) => {
    const { page, agent, token } = await openEmbeddedPanel(stage, site)
    await agent.waitUntilReady()
    const messages = await page.evaluate<string>('JSON.stringify(messages)')
    expect(messages).toContain('token-wanted')
    expect(messages).not.toContain(token.slice(0, 40))
  })
})

describe('a hostile embedding page', () => {
  test('cannot read or style the frame, or record key presses in it', async ({ stage, site }) => {
    const { page, visitor } = await openEmbeddedForm(
      stage,
      site,
      (element) => `${element}<style>input, iframe input { color: red !important }</style>
      <script>window.keys = []; addEventListener('keydown', ({ key }) => keys.push(key), true)</script>`,
    )
    for (const property of ['document', 'location.href', 'localStorage', 'eval', 'secureForm'])
      expect([property, await errorOf(page, `void ${windowOf('secure-form')}.${property}`)]).toEqual([
        property,
        'SecurityError',
      ])
    expect(await page.evaluate(`${frameOf('secure-form')}.contentDocument`)).toBeNull()
    await visitor.field('cardholder-name').type('Ada')
    expect(await page.evaluate('keys')).toEqual([])
    const colour = "getComputedStyle(document.querySelector('#question-cardholder-name')).color"
    expect(await visitor.page.evaluate(colour)).not.toBe('rgb(255, 0, 0)')
  })

  test('cannot grant the frame screen capture, sensors or other capabilities, even if it has them itself', async ({
    stage,
    site,
  }) => {
    const { page, frame } = await openEmbeddedForm(stage, site)
    expect(await page.evaluate(`${frameOf('secure-form')}.allow`)).toBe('')
    const document = await sendRequest(stage.service, 'GET', new URL(frame.url()).pathname)
    expect(document.headers['permissions-policy']).toBe(
      'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    )
    const panel = await openEmbeddedPanel(stage, site)
    expect(await panel.page.evaluate(`${frameOf('secure-form-agent')}.allow`)).toBe('clipboard-write')
  })

  test('cannot use a frame from a third origin to find or navigate the frame', async ({ stage, site }) => {
    const navigates = `<iframe src="${stage.brand.unlistedOrigin}${stage.brand.put('/navigates', '')}"></iframe>`
    const { page, frame } = await openEmbeddedForm(stage, site, (element) => `${element}${navigates}`)
    const other = await frameAt(page, /^\/navigates$/)
    expect(await other.evaluate('parent.length')).toBe(1)

    // A frame that is not inside an element can be found, but not navigated.
    const bare = await stage.openWindow()
    const frames = `<iframe src="${stage.service.origin}${new URL(frame.url()).pathname}"></iframe>${navigates}`
    await bare.page.goto(`${stage.brand.listedOrigin}${stage.brand.put('/bare', frames)}`, { waitUntil: 'load' })
    const third = await frameAt(bare.page, /^\/navigates$/)
    const form = await frameAt(bare.page, /^\/form\//)
    expect(await third.evaluate('parent.length')).toBe(2)
    await errorOf(third, `parent[0].location = '${stage.brand.unlistedOrigin}/navigates'`)
    await bare.page.waitForTimeout(300)
    expect(new URL(form.url()).origin).toBe(stage.service.origin)
  })

  test('cannot be navigated by the frame, which cannot open windows either', async ({ stage, site }) => {
    const { page, frame } = await openEmbeddedForm(stage, site)
    const before = page.url()
    await errorOf(frame, `top.location.href = '${stage.brand.unlistedOrigin}/'`)
    expect(await frame.evaluate('open("about:blank")')).toBeNull()
    await page.waitForTimeout(200)
    expect(page.url()).toBe(before)
  })
})

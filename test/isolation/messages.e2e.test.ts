/** The messages between frames and the pages around them, and which senders they accept: abuse case 31. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRequest } from '../kit/http-client.ts'
import {
  canaries,
  embedding,
  errorOf,
  fillInCard,
  frameAt,
  type IsolationEnvironment,
  startIsolationEnvironment,
} from './isolation-environment.ts'

let stage: IsolationEnvironment
beforeAll(async () => {
  stage = await startIsolationEnvironment()
})
afterAll(() => stage?.close())

/** A brand's page with one form, and other elements of a test beside it. */
const withForm = async (beside = '') => {
  const { formId, link } = await stage.sendCard()
  const body = `<secure-form link="${link}"></secure-form>${beside}<script>listen(document.querySelector('secure-form'))</script>`
  const { page, complaints } = await stage.newPage()
  await page.goto(`${stage.listed}${stage.put(`/form-${formId}`, embedding(stage.target.origin, body))}`)
  const frame = await frameAt(page, /^\/form\//)
  await frame.getByLabel('Name on the card').waitFor()
  return { page, complaints, frame, formId, link }
}

/** A desktop with the panel of the scene's conversation, and the page as its token source. */
const withPanel = async (beside = '') => {
  const token = await stage.scene.token('agent', 'agent-7')
  const body = `<secure-form-agent site="${stage.scene.siteId}" conversation="${stage.scene.conversationId}"></secure-form-agent>
    ${beside}<script>
      const panel = document.querySelector('secure-form-agent')
      window.asked = 0
      panel.accessToken = async () => { asked += 1; return '${token}' }
      listen(panel)
    </script>`
  const { page, complaints } = await stage.newPage()
  await page.goto(`${stage.listed}${stage.put('/desk', embedding(stage.target.origin, body))}`)
  const frame = await frameAt(page, /^\/agent\//)
  await frame.getByRole('button', { name: 'Send', exact: true }).waitFor()
  return { page, complaints, frame, token }
}

const panelFrame = `document.querySelector('secure-form-agent').shadowRoot.querySelector('iframe').contentWindow`
const formFrame = `document.querySelector('secure-form').shadowRoot.querySelector('iframe').contentWindow`

describe('abuse 31: the page around a form', () => {
  test('receives only states and ids of a whole form, and never a value', async () => {
    const { page, complaints, frame, formId } = await withForm()
    await fillInCard(frame)
    await frame.getByRole('button', { name: 'Review' }).click()
    await frame.getByRole('button', { name: 'Send card details' }).click()
    await frame.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
    await expect.poll(() => page.evaluate<string[]>('heard.map(({ event }) => event)')).toContain('submitted')

    const heard = await page.evaluate<{ event: string }[]>('heard')
    expect(heard).toContainEqual({ event: 'opened', formId })
    expect(heard).toContainEqual({ event: 'submitted', formId, submissionId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    for (const event of heard) {
      expect(Object.keys(event).every((name) => ['event', 'formId', 'submissionId', 'questions'].includes(name))).toBe(
        true,
      )
    }
    const everything = await page.evaluate<string>(
      'JSON.stringify({ messages, heard }) + document.documentElement.outerHTML',
    )
    for (const canary of canaries) expect([canary, everything.includes(canary)]).toEqual([canary, false])
    expect(complaints).toEqual([])
  })

  test('ignores other windows, even with valid messages', async () => {
    const evil = stage.put('/evil', '')
    const { page, formId } = await withForm(`<iframe src="${stage.unlisted}${evil}"></iframe>`)
    const other = await frameAt(page, /^\/evil$/)
    const lie = `{ sealform: 'v1', message: 'event', event: 'declined', formId: '${formId}' }`
    await other.evaluate(`parent.postMessage(${lie}, '*')`)
    await page.evaluate(`postMessage(${lie}, '*')`)
    await expect.poll(() => page.evaluate('messages.filter(({ data }) => data.event === "declined").length')).toBe(2)
    expect(await page.evaluate('heard.filter(({ event }) => event === "declined")')).toEqual([])
  })

  test('ignores messages about one frame from another frame of the service', async () => {
    const second = await stage.sendCard('bank-account')
    const { page } = await withForm(`<secure-form id="second" link="${second.link}"></secure-form>`)
    await expect.poll(() => page.evaluate('messages.filter(({ data }) => data.event === "opened").length')).toBe(2)
    expect(await page.evaluate('heard.filter(({ event }) => event === "opened").length')).toBe(1)
  })

  test.each([
    ['an extra field', `{ sealform: 'v1', message: 'event', event: 'declined', formId: FORM, note: 'x' }`],
    ['another version', `{ sealform: 'v2', message: 'event', event: 'declined', formId: FORM }`],
    ['an invalid form id', `{ sealform: 'v1', message: 'event', event: 'declined', formId: '<b>' }`],
    ['an unknown event', `{ sealform: 'v1', message: 'event', event: 'click', formId: FORM }`],
    ['text', `JSON.stringify({ sealform: 'v1', message: 'event', event: 'declined', formId: FORM })`],
    ['nothing', 'null'],
  ])('ignores messages of its own frame with %s', async (_, message) => {
    const { page, complaints, frame, formId } = await withForm()
    const before = await page.evaluate('heard.length')
    const said = await page.evaluate<number>('messages.length')
    await frame.evaluate(`parent.postMessage(${message.replaceAll('FORM', `'${formId}'`)}, '*')`)
    await expect.poll(() => page.evaluate('messages.length')).toBeGreaterThan(said)
    expect(await page.evaluate('heard.length')).toBe(before)
    expect(complaints).toEqual([])
  })

  test('shows only the service’s pages, regardless of the link', async () => {
    const { page } = await withForm()
    await page.evaluate(
      `heard.length = 0; document.querySelector('secure-form').setAttribute('link', '${stage.unlisted}/form/acme#sfo_x')`,
    )
    await expect.poll(() => page.evaluate('heard')).toEqual([{ event: 'error', code: 'damaged-link' }])
    expect(page.frames()).toHaveLength(1)
  })
})

describe('abuse 31: a frame', () => {
  test('answers only the window around it', async () => {
    const evil = stage.put(
      '/sibling',
      '<script>window.messages = []; addEventListener("message", ({ data }) => messages.push(data))</script>',
    )
    const { page } = await withPanel(`<iframe src="${stage.listed}${evil}"></iframe>`)
    const sibling = await frameAt(page, /^\/sibling$/)
    // Same origin as the page around both frames, so it can reach the window itself, but is a different window.
    for (const message of ["hello', conversationId: 'chat-evil", 'access-token']) {
      await sibling.evaluate(`parent.${panelFrame}.postMessage({ sealform: 'v1', message: '${message}' }, '*')`)
    }
    await page.waitForTimeout(300)
    expect(await sibling.evaluate('messages')).toEqual([])
    const panel = await frameAt(page, /^\/agent\//)
    expect(await panel.getByRole('button', { name: 'Send', exact: true }).isVisible()).toBe(true)
    expect(await page.evaluate('heard.filter(({ event }) => event === "signed-out")')).toEqual([])
  })

  test.each([
    ['an extra field', `{ sealform: 'v1', message: 'access-token', accessToken: TOKEN, refreshToken: 'y' }`],
    ['another version', `{ sealform: 'v2', message: 'access-token', accessToken: TOKEN }`],
    ['a token that is not a string', `{ sealform: 'v1', message: 'access-token', accessToken: [TOKEN] }`],
    [
      'a token above the maximum length',
      `{ sealform: 'v1', message: 'access-token', accessToken: TOKEN + ' '.repeat(9_000) }`,
    ],
    ['text', `JSON.stringify({ sealform: 'v1', message: 'access-token', accessToken: TOKEN })`],
  ])('keeps waiting for its token after a token message with %s', async (_, message) => {
    // A valid token, so that a panel that accepted the message would render.
    const token = await stage.scene.token('agent', 'agent-7')
    const body = `<secure-form-agent site="${stage.scene.siteId}" conversation="${stage.scene.conversationId}"></secure-form-agent><script>
      document.querySelector('secure-form-agent').accessToken = () => new Promise((give) => { window.give = give })
    </script>`
    const { page, complaints } = await stage.newPage()
    await page.goto(`${stage.listed}${stage.put('/waits', embedding(stage.target.origin, body))}`)
    await page.waitForFunction('give')
    await page.evaluate(`${panelFrame}.postMessage(${message.replace('TOKEN', `'${token}'`)}, '*')`)
    await page.waitForTimeout(400)
    const send = (await frameAt(page, /^\/agent\//)).getByRole('button', { name: 'Send', exact: true })
    expect(await send.isVisible()).toBe(false)
    await page.evaluate(`give('${token}')`)
    await send.waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test.each([
    ['an invalid conversation id', `{ sealform: 'v1', message: 'hello', conversationId: '../..' }`],
    ['an extra field', `{ sealform: 'v1', message: 'hello', conversationId: 'chat-other', accessToken: 'x' }`],
  ])('keeps showing its conversation after a hello message with %s', async (_, message) => {
    const { page, complaints, frame } = await withPanel()
    const ofOthers: string[] = []
    page.on('request', (request) => {
      const [, conversation] = /\/v1\/conversations\/([^/]+)/.exec(request.url()) ?? []
      if (conversation !== undefined && conversation !== stage.scene.conversationId) ofOthers.push(conversation)
    })
    await page.evaluate(`${panelFrame}.postMessage(${message}, '*')`)
    await page.waitForTimeout(400)
    expect(await frame.getByRole('button', { name: 'Send', exact: true }).isVisible()).toBe(true)
    expect(ofOthers).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('never passes its token on: the page around it does not get its own token back', async () => {
    const { page, token } = await withPanel()
    const said = await page.evaluate<string>('JSON.stringify(messages)')
    expect(said).toContain('token-wanted')
    expect(said).not.toContain(token.slice(0, 40))
  })
})

describe('a hostile page around a frame', () => {
  test.each([
    ['its document', 'document'],
    ['its address', 'location.href'],
    ['its storage', 'localStorage'],
    ['its functions', 'eval'],
    ['its frames by name', 'secureForm'],
  ])('cannot read %s', async (_, property) => {
    const { page } = await withForm()
    expect(await errorOf(page, `void ${formFrame}.${property}`)).toBe('SecurityError')
    expect(
      await page.evaluate(`document.querySelector('secure-form').shadowRoot.querySelector('iframe').contentDocument`),
    ).toBeNull()
  })

  test('grants it no capture, sensors or other capabilities, even if it has them itself', async () => {
    const { page, frame } = await withForm()
    const allowed = await page.evaluate(
      `document.querySelector('secure-form').shadowRoot.querySelector('iframe').allow`,
    )
    expect(allowed).toBe('')
    const answered = await sendRequest(stage.target, 'GET', new URL(frame.url()).pathname)
    expect(answered.headers['permissions-policy']).toBe(
      'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    )
    const panel = await withPanel()
    const panelAllowed = await panel.page.evaluate(
      `document.querySelector('secure-form-agent').shadowRoot.querySelector('iframe').allow`,
    )
    expect(panelAllowed).toBe('clipboard-write')
  })

  test('sees no key press in it and cannot style it', async () => {
    const { page, frame } = await withForm(`<style>input, iframe input { color: red !important }</style>
      <script>window.keys = []; addEventListener('keydown', ({ key }) => keys.push(key), true)</script>`)
    await frame.getByLabel('Name on the card').pressSequentially('Ada')
    expect(await page.evaluate('keys')).toEqual([])
    const color = await frame.getByLabel('Name on the card').evaluate('(input) => getComputedStyle(input).color')
    expect(color).not.toBe('rgb(255, 0, 0)')
  })

  test('beside it: a frame of a third origin neither finds nor navigates it', async () => {
    const evil = stage.put('/navigates', '')
    const { page, frame } = await withForm(`<iframe src="${stage.unlisted}${evil}"></iframe>`)
    const other = await frameAt(page, /^\/navigates$/)
    expect(await other.evaluate('parent.length')).toBe(1)

    // A frame that is not inside an element can be found, but not navigated.
    const bare = await stage.newPage()
    const frames = `<iframe src="${stage.target.origin}${new URL(frame.url()).pathname}"></iframe><iframe src="${stage.unlisted}${evil}"></iframe>`
    await bare.page.goto(`${stage.listed}${stage.put('/bare', frames)}`, { waitUntil: 'load' })
    const third = await frameAt(bare.page, /^\/navigates$/)
    const form = await frameAt(bare.page, /^\/form\//)
    expect(await third.evaluate('parent.length')).toBe(2)
    await errorOf(third, `parent[0].location = '${stage.unlisted}${evil}'`)
    await bare.page.waitForTimeout(300)
    expect(new URL(form.url()).origin).toBe(stage.target.origin)
  })

  test('is itself safe from the frame, which can neither navigate it nor open windows', async () => {
    const { page, frame } = await withForm()
    const before = page.url()
    await errorOf(frame, `top.location.href = '${stage.unlisted}/'`)
    expect(await frame.evaluate('open("about:blank")')).toBeNull()
    await page.waitForTimeout(200)
    expect(page.url()).toBe(before)
  })
})

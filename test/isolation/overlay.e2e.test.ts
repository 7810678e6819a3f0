/**
 * A page that covers a form, or makes a person click and drag without seeing it: what the page can do and what it
 * learns. Decision 42 explains why no click is refused for it. Each site has a process of its own here, as in a desktop
 * browser.
 */
import type { Frame, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sitePerProcess } from '../browser.ts'
import {
  canaries,
  embedding,
  fillInCard,
  frameAt,
  type IsolationEnvironment,
  startIsolationEnvironment,
} from './isolation-environment.ts'

let stage: IsolationEnvironment
beforeAll(async () => {
  stage = await startIsolationEnvironment(sitePerProcess)
})
afterAll(() => stage?.close())

const sendButton = (frame: Frame) => frame.getByRole('button', { name: 'Send card details' })

/** A page with one form inside the given markup. */
const openForm = async (around: (form: string) => string) => {
  const { formId, link } = await stage.sendCard()
  const body = `${around(`<secure-form link="${link}"></secure-form>`)}<script>listen(document.querySelector('secure-form'))</script>`
  const { page } = await stage.newPage()
  await page.goto(`${stage.listed}${stage.put(`/around-${formId}`, embedding(stage.target.origin, body))}`)
  const frame = await frameAt(page, /^\/form\//)
  await frame.getByLabel('Name on the card').waitFor()
  return { page, frame, formId }
}

/** Fills in and reviews the form by keyboard, which no overlay prevents. What follows is the click on *Send*. */
const review = async (around: (form: string) => string) => {
  const form = await openForm(around)
  await fillInCard(form.frame)
  await form.frame.getByRole('button', { name: 'Review' }).press('Enter')
  await sendButton(form.frame).waitFor()
  return form
}

/** Clicks by position, regardless of the element there. */
const pressAt = async (page: Page, target: ReturnType<typeof sendButton>) => {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (box === null) throw new Error('the button is not visible')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

const everythingHeard = (page: Page) =>
  // A script hash may contain any three digits.
  page.evaluate<string>(
    `JSON.stringify({ messages, heard, presses }) + document.documentElement.outerHTML.replace(/ (src|integrity)="[^"]*"/g, '')`,
  )

const expectNoAnswerIn = (text: string) => {
  for (const canary of canaries) expect([canary, text.includes(canary)]).toEqual([canary, false])
}

const clickRecorder = `<script>
  window.presses = []
  addEventListener('click', ({ clientX, clientY, target }) => presses.push([target.id, clientX, clientY]))
</script>`

const withOverlay = (style: string) => (form: string) =>
  `${clickRecorder}${form}<div id="over" style="position: fixed; inset: 0; ${style}"></div>`

describe('an element over the form', () => {
  test('that takes the clicks learns their positions, and the form receives none of them', async () => {
    const { page, frame } = await review(withOverlay(''))
    await pressAt(page, sendButton(frame))
    await expect.poll(() => page.evaluate('presses.map(([id]) => id)')).toEqual(['over'])
    await page.waitForTimeout(200)
    expect(await sendButton(frame).isVisible()).toBe(true)
    expect(await page.evaluate('heard.filter(({ event }) => event === "submitted")')).toEqual([])
    expectNoAnswerIn(await everythingHeard(page))
    await page.context().close()
  })

  test.each([
    ['lets clicks through', withOverlay('background: white; pointer-events: none')],
    [
      'is a decoy under the transparent form',
      (form: string) =>
        `${clickRecorder}<div id="decoy" style="position: absolute; inset: 0; background: gold">A prize</div><div style="opacity: 0.01; position: relative">${form}</div>`,
    ],
  ])('that %s makes the person send what they typed, but only to the agent', async (_, around) => {
    const { page, frame, formId } = await review(around)
    await pressAt(page, sendButton(frame))
    await expect.poll(() => page.evaluate<string[]>('heard.map(({ event }) => event)')).toContain('submitted')
    const submitted = await page.evaluate<{ event: string }[]>('heard.filter(({ event }) => event === "submitted")')
    expect(submitted).toEqual([{ event: 'submitted', formId, submissionId: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
    expectNoAnswerIn(await everythingHeard(page))
    await page.context().close()
  })
})

test('synthetic events of a page’s script do not reach the form, even if the script gives it the focus', async () => {
  const { page, frame } = await review((form) => `${clickRecorder}${form}`)
  await sendButton(frame).focus()
  await page.evaluate(`
    const frame = document.querySelector('secure-form').shadowRoot.querySelector('iframe')
    frame.focus()
    const { left, top, width, height } = frame.getBoundingClientRect()
    const at = { bubbles: true, cancelable: true, composed: true, clientX: left + width / 2, clientY: top + height / 2 }
    for (const target of [frame, document.elementFromPoint(at.clientX, Math.min(at.clientY, innerHeight - 1)), document.body]) {
      for (const act of ['pointerdown', 'pointerup']) target.dispatchEvent(new PointerEvent(act, at))
      for (const act of ['mousedown', 'mouseup', 'click']) target.dispatchEvent(new MouseEvent(act, at))
      for (const act of ['keydown', 'keypress', 'keyup']) target.dispatchEvent(new KeyboardEvent(act, { ...at, key: 'Enter', code: 'Enter' }))
      target.click()
    }
  `)
  await page.waitForTimeout(300)
  expect(await sendButton(frame).isVisible()).toBe(true)
  expect(await page.evaluate('heard.filter(({ event }) => event === "submitted")')).toEqual([])
  await page.context().close()
})

test('text that a person is tricked into dragging onto the form reaches none of its fields', async () => {
  const { page, frame } = await openForm((form) => form)
  const field = frame.getByLabel('Name on the card')
  const box = await field.boundingBox()
  if (box === null) throw new Error('the field is not visible')
  // Simulates a drag from the desktop: a test's own mouse drags nothing from one process to another.
  const browser = await page.context().newCDPSession(page)
  const data = { items: [{ mimeType: 'text/plain', data: 'Mallory' }], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, x: box.x + 40, y: box.y + box.height / 2, data })
    await page.waitForTimeout(50)
  }
  await page.waitForTimeout(200)
  expect(await field.inputValue()).toBe('')
  await page.context().close()
})

/** Whether the browser reports that nothing covers a button: Intersection Observer, version 2. */
const isReportedVisible = (button: Locator) =>
  button.evaluate(
    (button) =>
      new Promise<boolean>((resolve) => {
        // The types lack version 2.
        const watch: object = { trackVisibility: true, delay: 100 }
        const seen = (entries: readonly object[]) =>
          resolve(entries.some((entry) => Reflect.get(entry, 'isVisible') === true))
        new IntersectionObserver(seen, watch).observe(button)
      }),
  )

test.each([
  ['alone on a page', true, (form: string) => form],
  [
    'in a transcript that scrolls between a header and the message input',
    false,
    (form: string) =>
      `<div style="height: 60px; background: silver"></div><div style="height: 400px; overflow: auto">${form}</div><div style="position: relative; height: 90px; background: silver"></div>`,
  ],
  [
    'under an empty message layer that lets clicks through',
    false,
    (form: string) => `${form}<div style="position: fixed; inset: 16px; pointer-events: none"></div>`,
  ],
  [
    'in a card with a filter shadow',
    false,
    (form: string) => `<div style="filter: drop-shadow(0 1px 2px)">${form}</div>`,
  ],
])('a form %s: the browser reports isVisible = %s, so no click is refused by it', async (_, expected, around) => {
  const { page, frame } = await openForm(around)
  const button = frame.getByRole('button', { name: 'Show: Security code' })
  await button.scrollIntoViewIfNeeded()
  await page.waitForTimeout(300)
  expect(await isReportedVisible(button)).toBe(expected)
  await pressAt(page, button)
  await frame.getByRole('button', { name: 'Hide: Security code' }).waitFor()
  await page.context().close()
})

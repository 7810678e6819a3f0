/**
 * A page that covers a form, or makes a person click and drag without seeing it: what the page can do and what it
 * learns. Decision 42 explains why no click is refused for it. Each site has a process of its own here, as in a desktop
 * browser.
 */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { sitePerProcess } from '../kit/browser/chromium.ts'
import { openEmbeddedForm } from '../kit/browser/embedding.ts'
import type { Stage } from '../kit/browser/stage.ts'
import { stageTest } from '../kit/fixtures.ts'
import { withoutRandomValues } from '../kit/random-values.ts'
import { pressAt } from './press-at.ts'

const test = stageTest({ browserArguments: [sitePerProcess] })

/** A page with one form inside the given markup. */
const openForm = async (stage: Stage, around: (form: string) => string) =>
  openEmbeddedForm(stage, await stage.newBrandSite(), around)

/** Fills in and reviews the form by keyboard, which no overlay prevents. What follows is the click on *Send*. */
const review = async (stage: Stage, around: (form: string) => string) => {
  const opened = await openForm(stage, around)
  const { visitor, frame } = opened
  await visitor.fillCard()
  await visitor.reviewButton.press('Enter')
  await visitor.waitForReview()
  return { ...opened, sendButton: frame.getByRole('button', { name: 'Send card details' }) }
}

const answers = ['Ada Lovelace', '4111 1111 1111 1111', '4111111111111111', '05/39', '737'] as const

const everythingHeard = (page: Page) =>
  page.evaluate<string>('JSON.stringify({ messages, received, presses }) + document.documentElement.outerHTML')

const expectNoAnswerIn = (text: string) => {
  const rest = withoutRandomValues(text)
  for (const answer of answers) expect([answer, rest.includes(answer)]).toEqual([answer, false])
}

const clickRecorder = `<script>
  window.presses = []
  addEventListener('click', ({ clientX, clientY, target }) => presses.push([target.id, clientX, clientY]))
</script>`

const withOverlay = (style: string) => (form: string) =>
  `${clickRecorder}${form}<div id="over" style="position: fixed; inset: 0; ${style}"></div>`

describe('an element over the form', () => {
  test('that intercepts the clicks gets only their positions, and keeps them from the form', async ({ stage }) => {
    const { page, sendButton } = await review(stage, withOverlay(''))
    await pressAt(page, sendButton)
    await expect.poll(() => page.evaluate('presses.map(([id]) => id)')).toEqual(['over'])
    await page.waitForTimeout(200)
    expect(await sendButton.isVisible()).toBe(true)
    expect(await page.evaluate('received.filter(({ event }) => event === "submitted")')).toEqual([])
    expectNoAnswerIn(await everythingHeard(page))
  })

  test('that lets clicks through, or lies under a transparent form, can trick the person into sending answers, but only to the agent', async ({
    stage,
  }) => {
    const decoy = (form: string) =>
      `${clickRecorder}<div id="decoy" style="position: absolute; inset: 0; background: gold">A prize</div><div style="opacity: 0.01; position: relative">${form}</div>`
    for (const around of [withOverlay('background: white; pointer-events: none'), decoy]) {
      const { page, sendButton, form } = await review(stage, around)
      await pressAt(page, sendButton)
      await expect.poll(() => page.evaluate<string[]>('received.map(({ event }) => event)')).toContain('submitted')
      expect(await page.evaluate<{ event: string }[]>('received.filter(({ event }) => event === "submitted")')).toEqual(
        [{ event: 'submitted', formId: form.formId, submissionId: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
      )
      expectNoAnswerIn(await everythingHeard(page))
    }
  })
})

test('synthetic events from a script of the embedding page do not reach the form, even if the script focuses the form', async ({
  stage,
}) => {
  const { page, sendButton } = await review(stage, (form) => `${clickRecorder}${form}`)
  await sendButton.focus()
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
  expect(await sendButton.isVisible()).toBe(true)
  expect(await page.evaluate('received.filter(({ event }) => event === "submitted")')).toEqual([])
})

test('the form inserts no text that a person is tricked into dragging onto it', async ({ stage }) => {
  const { page, frame } = await openForm(stage, (form) => form)
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
})

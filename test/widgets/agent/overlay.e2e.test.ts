/**
 * A desktop that covers the panel, or makes the agent drag what they do not see: what it can do and what it learns. Decision 42
 * explains why no click is refused for it. Each site has a process of its own here, as in a desktop browser.
 */
import { expect } from 'vitest'
import { type Desk, openDesk } from '../../kit/browser/agent-desk.ts'
import { sitePerProcess } from '../../kit/browser/chromium.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { agentTest } from '../../kit/fixtures.ts'
import { cardSheet, securityCode } from '../../kit/pages/sent-form.ts'
import { withoutRandomValues } from '../../kit/random-values.ts'

const test = agentTest({ browserArguments: [sitePerProcess] })

const showAnswers = async (stage: Stage): Promise<Desk> => {
  const desk = await openDesk(stage, { viewport: { width: 400, height: 1_400 }, permissions: ['clipboard-write'] })
  await desk.agent.waitUntilReady()
  await desk.receiveCard()
  await desk.agent.showAnswers()
  return desk
}

/** Lays an element over the whole desktop, which records what it receives in `received`. */
const layOver = async ({ page }: Desk, style: string) => {
  await page.evaluate((given) => {
    const over = document.createElement('div')
    over.id = 'over'
    over.setAttribute('style', `position: fixed; inset: 0; z-index: 9; ${given}`)
    const received: string[] = []
    Object.assign(window, { received })
    addEventListener('message', ({ data }) => received.push(JSON.stringify(data)))
    for (const act of ['click', 'copy', 'keydown', 'selectionchange'])
      document.addEventListener(
        act,
        ({ type, target }) => received.push(`${type} ${target === over ? 'over' : ''}`),
        true,
      )
    document.body.append(over)
  }, style)
  // The browser decides which process gets a click when it has drawn the page.
  await page.waitForTimeout(300)
}

const pressAt = async ({ page, frame }: Desk, name: string) => {
  const box = await frame.getByRole('button', { name }).first().boundingBox()
  if (box === null) throw new Error(`there is no ${name} to press`)
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await page.waitForTimeout(300)
}

test('an element over the panel that intercepts the clicks cannot reveal an answer', async ({ stage }) => {
  const desk = await showAnswers(stage)
  await layOver(desk, 'background: rgb(0 0 0 / 1%)')
  for (const name of ['Reveal: Card number', 'Copy: Card number', 'View once: Security code']) await pressAt(desk, name)
  const clicks = () => desk.page.evaluate('received.filter((each) => each.startsWith("click"))')
  await expect.poll(clicks).toEqual(['click over', 'click over', 'click over'])
  expect(await desk.agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
  expect(await desk.agent.shownAnswer('Security code')).toBe('Hidden. You can view it once.')
})

test('an element that lets the clicks through can make the agent reveal answers, but cannot read them', async ({
  stage,
}) => {
  const desk = await showAnswers(stage)
  const { agent } = desk
  await layOver(desk, 'background: white; pointer-events: none')
  await pressAt(desk, 'Reveal: Card number')
  await expect.poll(() => agent.shownAnswer('Card number')).toBe('4111 1111 1111 1111Visa')
  await pressAt(desk, 'Copy: Card number')
  await agent.waitForText('Other programs on this computer can read the clipboard')
  await pressAt(desk, 'View once: Security code')
  await expect.poll(() => agent.shownAnswer('Security code')).toBe(securityCode)
  const learnt = withoutRandomValues(
    await desk.page.evaluate<string>(
      'JSON.stringify([received, events]) + document.documentElement.outerHTML + getSelection()',
    ),
  )
  expect(learnt).toContain('retrieved')
  for (const answer of [...Object.values(cardSheet), '4111111111111111', `"${securityCode}"`])
    expect([answer, learnt.includes(answer)]).toEqual([answer, false])
})

test('a revealed answer cannot be dragged out of the panel', async ({ stage }) => {
  const { agent, frame, page } = await showAnswers(stage)
  await agent.openPicker()
  const value = frame.locator('.answer .value').first()
  const search = frame.getByLabel('Search forms')
  await value.evaluate((shown) => getSelection()?.selectAllChildren(shown))
  const from = await value.boundingBox()
  const to = await search.boundingBox()
  if (from === null || to === null) throw new Error('there is nothing to drag')
  await page.mouse.move(from.x + 12, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + 24, from.y + from.height / 2 + 6, { steps: 4 })
  await page.mouse.move(to.x + 30, to.y + to.height / 2, { steps: 8 })
  await page.mouse.up()
  await page.waitForTimeout(200)
  expect(await search.inputValue()).toBe('')
})

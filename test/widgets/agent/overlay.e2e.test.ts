/**
 * A desktop that lays something over the panel, or has the agent drag what they do not see: what it can do and what it gets.
 * Decision 42 says why no press is refused for it. Each site has a process of its own here, as on a person's desktop.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sitePerProcess } from '../../browser.ts'
import { type AgentDesktop, type DesktopEnvironment, openDesktop, startDesktopEnvironment } from './agent-desktop.ts'
import { cardAnswers, securityCode } from './desktop-scene.ts'
import { answerRow, newestForm, press, receiveCardAnswers, shownAnswer } from './panel-actions.ts'

let stage: DesktopEnvironment
let desk: AgentDesktop
beforeAll(async () => {
  stage = await startDesktopEnvironment(sitePerProcess)
})
afterAll(() => stage?.close())
afterEach(() => desk?.context.close())

const withAnswers = async () => {
  desk = await openDesktop(stage, { viewport: { width: 400, height: 1_400 }, permissions: ['clipboard-write'] })
  await desk.panel.getByRole('button', { name: 'Send', exact: true }).waitFor()
  await receiveCardAnswers(desk)
  await press(desk, 'Show the answers')
  await newestForm(desk).locator('.answer').first().waitFor()
}

/** Lays something over the whole desktop, which writes down what it hears. */
const layOver = async (style: string) => {
  await desk.page.evaluate((given) => {
    const over = document.createElement('div')
    over.id = 'over'
    over.setAttribute('style', `position: fixed; inset: 0; z-index: 9; ${given}`)
    const heard: string[] = []
    Object.assign(window, { heard })
    addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)))
    for (const act of ['click', 'copy', 'keydown', 'selectionchange'])
      document.addEventListener(act, ({ type, target }) => heard.push(`${type} ${target === over ? 'over' : ''}`), true)
    document.body.append(over)
  }, style)
  // Which process takes a press is known to the browser once it has drawn.
  await desk.page.waitForTimeout(300)
}

const pressAt = async (name: string) => {
  const box = await newestForm(desk).getByRole('button', { name }).boundingBox()
  if (box === null) throw new Error(`there is no ${name} to press`)
  await desk.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await desk.page.waitForTimeout(300)
}

const desktopHas = () =>
  desk.page.evaluate<string>(
    'JSON.stringify([heard, told]) + document.documentElement.outerHTML.replace(/ (src|integrity)="[^"]*"/g, "") + getSelection()',
  )

test('an element over the panel that takes the presses opens nothing', async () => {
  await withAnswers()
  await layOver('background: rgb(0 0 0 / 1%)')
  for (const name of ['Reveal: Card number', 'Copy: Card number', 'Open once: Security code']) await pressAt(name)
  const clicks = () => desk.page.evaluate('heard.filter((told) => told.startsWith("click"))')
  await expect.poll(clicks).toEqual(['click over', 'click over', 'click over'])
  expect(await shownAnswer(desk, 'Card number')).toBe('411111••••1111Visa')
  expect(await shownAnswer(desk, 'Security code')).toBe('Sealed for this tab. Opens once.')
})

test('one that lets the presses pass has the agent see what they did not ask for, and learns none of it', async () => {
  await withAnswers()
  await layOver('background: white; pointer-events: none')
  await pressAt('Reveal: Card number')
  await expect.poll(() => shownAnswer(desk, 'Card number')).toBe('4111111111111111Visa')
  await pressAt('Copy: Card number')
  await desk.panel.getByText('Programs on this computer can read the clipboard').first().waitFor()
  await pressAt('Open once: Security code')
  await expect.poll(() => shownAnswer(desk, 'Security code')).toBe(securityCode)
  const has = await desktopHas()
  expect(has).toContain('retrieved')
  for (const answer of [...Object.values(cardAnswers), '4111111111111111', `"${securityCode}"`])
    expect([answer, has.includes(answer)]).toEqual([answer, false])
})

test('a revealed answer cannot be dragged anywhere, by whatever the agent is led to do with the mouse', async () => {
  await withAnswers()
  await press(desk, 'Reveal: Name on the card')
  const value = answerRow(desk, 'Name on the card').locator('.value')
  const search = desk.panel.getByLabel('Search forms')
  await value.evaluate((shown) => getSelection()?.selectAllChildren(shown))
  const from = await value.boundingBox()
  const to = await search.boundingBox()
  if (from === null || to === null) throw new Error('there is nothing to drag')
  await desk.page.mouse.move(from.x + 12, from.y + from.height / 2)
  await desk.page.mouse.down()
  await desk.page.mouse.move(from.x + 24, from.y + from.height / 2 + 6, { steps: 4 })
  await desk.page.mouse.move(to.x + 30, to.y + to.height / 2, { steps: 8 })
  await desk.page.mouse.up()
  await desk.page.waitForTimeout(200)
  expect(await search.inputValue()).toBe('')
})

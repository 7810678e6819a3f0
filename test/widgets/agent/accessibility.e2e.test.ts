/** The agent panel in Chromium: axe in every state, and the keyboard alone. accessibility.full.test.ts has modes and sizes. */
import { expect } from 'vitest'
import { axeFindings } from '../../kit/browser/axe.ts'
import { agentTest } from '../../kit/fixtures.ts'
import { panelStates } from './panel-states.ts'

const test = agentTest()

test('no state of the agent panel has an axe violation', async ({ stage }) => {
  const findings: string[] = []
  const names: string[] = []
  for await (const { name, desk } of panelStates(stage)) {
    names.push(name)
    for (const finding of await axeFindings(desk.frame)) findings.push(`${name}: ${finding}`)
  }
  expect(findings).toEqual([])
  expect(names).toHaveLength(11)
})

test('by keyboard alone, an agent can move into and out of the frame, choose and send a form, and read and reveal its answers', async ({
  atDesk,
}) => {
  const desk = await atDesk({ viewport: { width: 320, height: 900 } })
  const { agent } = desk
  const focused = () =>
    agent.page.evaluate<string>(
      `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent`,
    )
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 30; presses++) {
      await agent.page.press('Tab')
      if ((await focused()) === name) return
    }
    throw new Error(`no ${name} within 30 presses`)
  }
  const focusedId = () => agent.page.evaluate('document.activeElement?.id')
  await agent.page.press('Tab')
  expect(await focused()).toBe('Send a form')
  await agent.page.press('Enter')
  await expect.poll(focusedId).toBe('search')
  await agent.page.press('Escape')
  await expect.poll(focused).toBe('Send a form')
  expect(await agent.sendButton.isVisible()).toBe(false)
  await agent.page.press('Enter')
  await desk.page.keyboard.type('card')
  await agent.page.press('Tab', 'Space')
  expect(await agent.template('Card payment').isChecked()).toBe(true)
  await tabTo('What the visitor sees')
  const asked = agent.page.find({ css: '.asked' }).find({ text: 'Security code' })
  await agent.page.press('Enter')
  await expect.poll(() => asked.isVisible()).toBe(false)
  await agent.page.press('Enter')
  await asked.waitUntil('visible')
  await tabTo('Send')
  await agent.page.press('Enter')
  await agent.waitForStatus('Sent')
  await expect.poll(focused).toBe('Send a form')
  expect(await agent.sendButton.isVisible()).toBe(false)

  await (await desk.openForm()).submitCard()
  await agent.waitForAnswers()
  await tabTo('View answers')
  await agent.page.press('Enter')
  await agent.newestForm.find({ css: '.answer' }).waitUntil('visible')
  // The button is gone, so the focus moves to the heading before the answers.
  await expect.poll(focused).toBe('Card payment')
  await tabTo('Reveal: Card number')
  await agent.page.press('Enter')
  await agent.newestForm.find({ text: '4111 1111 1111 1111' }).waitUntil('visible')
  expect(await focused()).toBe('Hide: Card number')
  await tabTo('View once: Security code')
  await agent.page.press('Enter')
  await expect.poll(focused).toBe('Hide: Security code')
  await tabTo('Hide answers')
  await agent.page.press('Enter')
  await expect.poll(focused).toBe('Card payment')
})

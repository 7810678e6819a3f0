/** Implements the kit's pages with WebDriver. Roles and accessible names are those that the browser computes. */
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { Element, Name, Page, Target } from '../pages/page.ts'
import { type Place, type PlacedDriver, type WebDriver, WebDriverError } from './web-driver.ts'
import { keyActions } from './web-driver-keys.ts'

const elementKey = 'element-6066-11e4-a52e-4f735466cecf'
const Reference = z.object({ [elementKey]: z.string() })
const References = z.array(Reference)
type Reference = z.infer<typeof Reference>

type Find = (driver: PlacedDriver) => Promise<readonly Reference[]>

const idOf = (element: Reference) => element[elementKey]

const candidatesByRole: Readonly<Record<string, string>> = {
  button: 'button, summary, [role=button]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select, [role=combobox]',
  dialog: 'dialog',
  heading: 'h1, h2, h3, h4',
  link: 'a[href]',
  radio: 'input[type=radio]',
  status: 'output, [role=status]',
  textbox: 'input, textarea',
}

const visibleScript =
  'return [...(arguments[0] ?? document).querySelectorAll(arguments[1])].filter((each) => each.checkVisibility())'

const textScript = `
  const plain = (text) => text.replace(/\\s+/g, ' ').trim().toLowerCase()
  const contains = (element) => plain(element.textContent).includes(plain(arguments[1]))
  return [...(arguments[0] ?? document.body).querySelectorAll('*')]
    .filter((element) => contains(element) && ![...element.children].some(contains))`

const matches = (name: Name, computed: string) => (typeof name === 'string' ? name === computed : name.test(computed))

const findIn = async (driver: PlacedDriver, scope: Reference | null, target: Target): Promise<readonly Reference[]> => {
  const run = async (script: string, argument: string) => References.parse(await driver.script(script, scope, argument))
  if ('css' in target) return run('return [...(arguments[0] ?? document).querySelectorAll(arguments[1])]', target.css)
  if ('text' in target) return run(textScript, target.text)
  const isRole = 'role' in target
  const css = isRole ? candidatesByRole[target.role] : 'input, select, textarea, button, [role]'
  if (css === undefined) throw new Error(`the pages have no role ${isRole && target.role}`)
  const found: Reference[] = []
  for (const each of await run(visibleScript, css)) {
    const { role, name } = await describe(driver, each)
    if (isRole ? role === target.role && matches(target.name, name) : matches(target.label, name)) found.push(each)
  }
  return found
}

/** WebKit calls a list a button, and has no role for `summary`. The other roles are what it reports to assistive technology. */
const rolesOfNativeElements: Readonly<Record<string, string>> = { select: 'combobox', summary: 'summary' }

const describe = async ({ command }: PlacedDriver, element: Reference) => {
  const at = `/element/${idOf(element)}`
  const tag = String(await command('GET', `${at}/name`)).toLowerCase()
  return {
    role: rolesOfNativeElements[tag] ?? String(await command('GET', `${at}/computedrole`)),
    name: String(await command('GET', `${at}/computedlabel`)),
  }
}

const waitMilliseconds = 15_000

/** Errors that mean that the element is not there yet, or not any more. */
const temporary = [
  'no such element',
  'stale element reference',
  'element not interactable',
  'element click intercepted',
  'no such frame',
]

/** Repeats the work until it returns something other than `undefined`. */
const until = async <Result>(what: string, work: () => Promise<Result | undefined>): Promise<Result> => {
  const deadline = Date.now() + waitMilliseconds
  for (;;) {
    try {
      const result = await work()
      if (result !== undefined) return result
    } catch (error) {
      const isTemporary = error instanceof WebDriverError && temporary.includes(error.code)
      if (!isTemporary || Date.now() > deadline) throw error
    }
    if (Date.now() > deadline) throw new Error(`waited too long for ${what}`)
    await pause(50)
  }
}

const elementAt = (session: WebDriver, place: Place, what: string, all: Find): Element => {
  const now = <Result>(work: (driver: PlacedDriver, found: readonly Reference[]) => Promise<Result>) =>
    session.within(place, async (driver) => work(driver, await all(driver)))
  const withFirst = <Result>(work: (driver: PlacedDriver, first: Reference) => Promise<Result>) =>
    until(what, () =>
      now(async (driver, [first]) => (first === undefined ? undefined : { result: await work(driver, first) })),
    ).then(({ result }) => result)
  const property = (body: string) => withFirst((driver, first) => driver.script(`return ${body}`, first))
  const texts = () =>
    now(async (driver, found) =>
      z.array(z.string()).parse(await driver.script('return [...arguments].map((each) => each.textContent)', ...found)),
    )
  const isVisible = () =>
    now(async (driver, [first]) => first !== undefined && (await driver.script(isVisibleScript, first)) === true)
  const count = () => now(async (_, found) => found.length)
  const filtered = (more: string, script: string, ...args: readonly string[]) =>
    elementAt(session, place, `${what} ${more}`, async (driver) =>
      References.parse(await driver.script(script, ...args, ...(await all(driver)))),
    )
  const focus = () => property('arguments[0].focus()').then(() => {})

  return {
    click: () =>
      until(what, () =>
        now(async ({ command }, [first]) => {
          const body = { script: canBeClickedScript, args: [first] }
          if (first === undefined || (await command('POST', '/execute/async', body)) !== true) return undefined
          await command('POST', `/element/${idOf(first)}/click`)
          return true
        }),
      ).then(() => {}),
    focus,
    fill: (text) =>
      withFirst(async ({ command }, first) => {
        await command('POST', `/element/${idOf(first)}/clear`)
        await command('POST', `/element/${idOf(first)}/value`, { text })
      }),
    type: (text) =>
      withFirst(async ({ command }, first) => void (await command('POST', `/element/${idOf(first)}/value`, { text }))),
    async press(key) {
      await focus()
      await pressKeys(session, place, [key])
    },
    choose: (value) =>
      withFirst(async ({ command, script }, first) => {
        const option = await script(
          'return [...arguments[0].options].find(({ value }) => value === arguments[1])',
          first,
          value,
        )
        await command('POST', `/element/${idOf(Reference.parse(option))}/click`)
      }),
    text: async () => String(await property('arguments[0].textContent')),
    texts,
    value: async () => String(await property('arguments[0].value')),
    attribute: async (name) =>
      z
        .nullable(z.string())
        .parse(
          await withFirst((driver, first) =>
            driver.script('return arguments[0].getAttribute(arguments[1])', first, name),
          ),
        ),
    isChecked: async () => (await property('arguments[0].checked')) === true,
    isVisible,
    count,
    waitUntil: (state) =>
      until(`${what} to be ${state}`, async () =>
        (state === 'gone' ? (await count()) === 0 : await isVisible()) ? true : undefined,
      ).then(() => {}),
    find: (target) =>
      elementAt(session, place, `${what} ${nameOf(target)}`, async (driver) => {
        const [first] = await all(driver)
        return first === undefined ? [] : findIn(driver, first, target)
      }),
    withText: (text) => filtered(`with ${text}`, withTextScript, text),
    having: (css, text) => filtered(`having ${css} ${text}`, havingScript, css, text),
  }
}

const isVisibleScript =
  'return arguments[0].checkVisibility({ visibilityProperty: true }) && arguments[0].getClientRects().length > 0'

/** True if the element stays where it is and nothing covers it, because the driver clicks at a position. */
const canBeClickedScript = `
  const [element, done] = arguments
  element.scrollIntoView({ block: 'nearest' })
  const position = () => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  }
  const before = position()
  // Not animation frames, which a window behind another may not get.
  setTimeout(() => {
    const { x, y } = position()
    const hit = document.elementFromPoint(x, y)
    done(x === before.x && y === before.y && (element.contains(hit) || hit?.closest('label')?.control === element))
  }, 50)`

/** The elements are separate arguments, because WebKit does not accept them in an array. */
const plainText = "const plain = (element) => element.textContent.replace(/\\s+/g, ' ').trim()\n"
const withTextScript = `${plainText}
  const [text, ...found] = arguments
  return found.filter((each) => plain(each) === text)`
const havingScript = `${plainText}
  const [css, text, ...found] = arguments
  return found.filter((each) => [...each.querySelectorAll(css)].some((inner) => plain(inner) === text))`

const nameOf = (target: Target) =>
  Object.values(target)
    .map((part) => String(part))
    .join(' ')

const pressKeys = (session: WebDriver, place: Place, keys: readonly string[]) =>
  session.within(place, async ({ command }) => void (await command('POST', '/actions', keyActions(keys))))

/** An asynchronous script that also waits for a promise. The value is JSON. */
const evaluateScript = (expression: string) => `
  const done = arguments[0]
  new Promise((resolve) => resolve(${expression})).then(
    (value) => done({ json: JSON.stringify(value) ?? 'null' }),
    (error) => done({ error: String(error) }),
  )`

const Evaluated = z.union([z.object({ json: z.string() }), z.object({ error: z.string() })])

export const webDriverPage = (session: WebDriver, place: Place): Page => ({
  open: (url) => session.within(place, async ({ command }) => void (await command('POST', '/url', { url }))),
  reload: () => session.within(place, async ({ command }) => void (await command('POST', '/refresh'))),
  find: (target) => elementAt(session, place, nameOf(target), (driver) => findIn(driver, null, target)),
  press: (...keys) => pressKeys(session, place, keys),
  focused: () =>
    until('the focused element', () =>
      session.within(place, async (driver) => {
        const { role, name } = await describe(
          driver,
          Reference.parse(await driver.script('return document.activeElement')),
        )
        return `${role} "${name}"`
      }),
    ),
  evaluate: (expression) =>
    session.within(place, async ({ command }) => {
      const body = { script: evaluateScript(expression), args: [] }
      const evaluated = Evaluated.parse(await command('POST', '/execute/async', body))
      if ('error' in evaluated) throw new Error(evaluated.error)
      return JSON.parse(evaluated.json)
    }),
})

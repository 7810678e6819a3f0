/** Keys by the names that the kit uses, as actions of WebDriver. */

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const codes: Readonly<Record<string, string>> = {
  Shift: '\uE008',
  Control: '\uE009',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  Space: ' ',
  Backspace: '\uE003',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
}

const codeOf = (key: string): string => {
  const code = codes[key] ?? key
  if (code.length !== 1) throw new Error(`the kit does not know the key ${key}`)
  return code
}

/** Returns the body of the command that presses these keys, for example `Shift+Tab`, one after the other. */
export const keyActions = (keys: readonly string[]): object => {
  const actions = keys.flatMap((key) => {
    const pressed = key.split('+').map(codeOf)
    return [
      ...pressed.map((value) => ({ type: 'keyDown', value })),
      ...pressed.toReversed().map((value) => ({ type: 'keyUp', value })),
    ]
  })
  return { actions: [{ type: 'key', id: 'keyboard', actions }] }
}

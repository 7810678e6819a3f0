/** The style sheets take sizes of text, corners, spaces and colours from the tokens in `widgets/shared/base.css`. */
import { globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const sheets = globSync('widgets/**/*.css', { cwd: root }).filter((sheet) => basename(sheet) !== 'base.css')

/** Literals that have no token, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  'border-radius: 50%': 'a circle: dots and radio buttons',
  'widgets/visitor/style.css --surface: #ffffff': 'paper is white',
  'widgets/visitor/style.css --ground: #ffffff': 'paper is white',
  'widgets/visitor/style.css background: #ffffff': 'paper is white',
  'widgets/visitor/style.css --text: #000000': 'ink is black',
  'widgets/visitor/style.css --quiet: #000000': 'ink is black',
}

const isSpace = (property: string) => /^((row-|column-)?gap|(padding|margin)(-.+)?)$/.test(property)
const spaceTokens = [...readFileSync(resolve(root, 'widgets/shared/base.css'), 'utf8').matchAll(/--space-(\d+):/g)]

const isLiteral = (property: string, value: string): boolean => {
  if (/^(font-size|border(-.+)?-radius)$/.test(property)) return !/^(var\(--[\w-]+\)|inherit|0)$/.test(value)
  if (isSpace(property)) return spaceTokens.some(([, size]) => new RegExp(`(?<![\\w.])${size}px`).test(value))
  return /#[0-9a-f]{3,8}\b|\b(rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(/i.test(value.replaceAll(/url\(.*?\)/g, ''))
}

const literalsOf = (css: string): readonly string[] =>
  [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([\w-]+):\s*([^;{}]+);/g)].flatMap(
    ([, property = '', value = '']) => (isLiteral(property, value) ? [`${property}: ${value}`] : []),
  )

test('the style sheets contain no size of text, radius, space or colour that is not a token', () => {
  const found = sheets.flatMap((sheet) =>
    literalsOf(readFileSync(resolve(root, sheet), 'utf8'))
      .map((literal) => [literal, `${sheet} ${literal}`] as const)
      .filter((names) => !names.some((name) => name in allowed))
      .map(([, name]) => name),
  )
  expect([sheets.length > 2, found]).toEqual([true, []])
})

test('literals of each kind are found, and tokens, comments and pictures are not', () => {
  const css = `a { font-size: 14px; border-radius: 8px; padding: 2px 12px; color: #123456; box-shadow: 0 0 1px rgb(0 0 0 / 5%); }
    b { font-size: var(--size-14); border-radius: inherit; padding: 2px var(--space-12); color: var(--text); }
    /* color: #123456; */ c { mask: url("data:%23fff#fff"); margin: 112px; }`
  expect(literalsOf(css).map((literal) => literal.split(':')[0])).toEqual([
    ...['font-size', 'border-radius', 'padding', 'color', 'box-shadow'],
  ])
})

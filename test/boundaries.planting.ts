/** What the smallest trees that break a rule are made of. */

export interface Planted {
  readonly rule: string
  readonly means: string
  /** The file that the rule is to complain of. */
  readonly by: string
  readonly files: Readonly<Record<string, string>>
}

export const importing = (specifier: string) => `import { it } from '${specifier}'\nexport const its = it\n`
export const importingType = (specifier: string) => `import type { It } from '${specifier}'\nexport type Its = It\n`
export const something = 'export type It = 1\nexport const it = 1\n'

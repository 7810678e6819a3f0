import type { Template } from '../../../contracts/template.ts'

/** Over the version: a version never changes. */
export const templateEtag = ({ version }: Pick<Template, 'version'>): string => `"${version}"`

/** The version that an `If-Match` names, which has been found to hold; nothing when it names none. */
export const versionNamed = (ifMatch: string | undefined, current: Pick<Template, 'version'> | undefined) =>
  ifMatch === undefined || ifMatch.trim() === '*' ? undefined : current?.version

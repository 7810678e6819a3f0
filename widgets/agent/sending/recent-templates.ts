/** The order of the forms in the picker: the last used come first. The order is in memory only. */
import type { TemplateId } from '../../../contracts/identifiers.ts'

/** Moves a template to the front of the recently used ones. */
export const withRecent = (recent: readonly TemplateId[], used: TemplateId): readonly TemplateId[] => [
  used,
  ...recent.filter((templateId) => templateId !== used),
]

export const recentFirst = <Offered extends { readonly templateId: TemplateId }>(
  offered: readonly Offered[],
  recent: readonly TemplateId[],
): readonly Offered[] => {
  const rank = ({ templateId }: Offered) => (recent.includes(templateId) ? recent.indexOf(templateId) : recent.length)
  return offered.toSorted((one, other) => rank(one) - rank(other))
}

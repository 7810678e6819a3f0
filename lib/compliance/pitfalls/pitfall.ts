import type { Rule } from '../rule.ts'

/** A valid template that AWS refuses, or takes for something else than it seems to say. */
export interface Pitfall extends Omit<Rule, 'requirement'> {
  /** The report or the page that describes it. */
  readonly learnedFrom: string
}

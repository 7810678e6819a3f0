import type { Rule } from '../rule.ts'

/** A rule about valid templates that AWS refuses, or interprets differently from what a reader would expect. */
export interface Pitfall extends Omit<Rule, 'requirement'> {
  /** The report or the page that describes the pitfall. */
  readonly learnedFrom: string
}

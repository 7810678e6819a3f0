/**
 * Delays each `not-available` until a fixed time after its request began, so that its time does not reveal whether an id exists
 * (promise I9). The work behind such refusals is equal except for the row that an existing id returns.
 */
export interface RefusalFloor {
  /** Called when a request begins. The function that it returns resolves when a refusal may be sent. */
  begin(): () => Promise<void>
}

/** Milliseconds from the beginning of a request. Longer than a refusal takes on a warm function. */
export const refusalFloorMs = 50

/** For tests, which refuse thousands of requests. */
export const noRefusalFloor: RefusalFloor = { begin: () => async () => {} }

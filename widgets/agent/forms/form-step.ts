/** The steps of a form, in the words of the panel. A form is `answered` until its sender has viewed the answers. */
export type FormStep = 'sent' | 'opened' | 'filling' | 'answered' | 'viewed' | 'declined' | 'cancelled' | 'expired'

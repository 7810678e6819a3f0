import type { events as english } from './en.ts'

const names: typeof english.names = {
  'conversation-opened': 'Conversation commencée',
  'conversation-transferred': 'Conversation transférée',
  'conversation-closed': 'Conversation terminée',
  'conversation-erased': 'Conversation effacée',
  'form-sent': 'Formulaire envoyé',
  'form-resent': 'Formulaire renvoyé',
  'form-cancelled': 'Formulaire annulé',
  'form-opened': 'Formulaire ouvert',
  'form-declined': 'Formulaire refusé',
  'form-submitted': 'Formulaire transmis',
  'retrieve-key-issued': 'Lecture des réponses commencée',
  'submission-retrieved': 'Réponses lues',
  'history-viewed': 'Réponses enregistrées consultées',
  'submission-erased': 'Réponses effacées',
  'key-misused': 'Clé utilisée pour autre chose',
  'key-replayed': 'Clé réutilisée',
  'integrity-failed': 'Données enregistrées endommagées ou modifiées',
  'sign-in-failed': 'Échec de la connexion',
  'operator-disabled': 'Personne bloquée',
  'operator-enabled': 'Personne autorisée ou rôle modifié',
  'signed-out': 'Déconnexion',
  'signed-out-idle': 'Déconnexion pour inactivité',
  'permission-refused': 'Action refusée\u00a0: droit manquant',
  'template-changed': 'Modèle de formulaire modifié',
  'site-changed': 'Paramètres modifiés',
}

export const events: typeof english = {
  heading: 'Événements de sécurité',
  intro:
    'Ce que les personnes et le service ont fait, d’après le journal d’audit. Commencez par les dernières 24 heures, ou cherchez une conversation. Le journal contient des identifiants, jamais de réponses.',
  names,
  allEvents: 'Tous les événements',
  modes: { by: 'Rechercher par', time: 'Période', conversation: 'Conversation' },
  fields: {
    from: { label: 'Du (UTC)', hint: 'Début de la période.' },
    to: { label: 'Au (UTC)', hint: '31 jours après le début au plus.' },
    person: { label: 'Personne', hint: 'Facultatif. Par exemple agent-7.' },
    event: { label: 'Événement', hint: 'Facultatif.' },
    conversation: { label: 'Conversation', hint: 'L’identifiant de votre système de chat, par exemple chat-4711.' },
  },
  badRange: (days) => `Saisissez un début et une fin postérieure, à ${days} jours d’écart au plus`,
  columns: { at: 'Date', event: 'Événement', actor: 'Par', concerns: 'Concerne', hash: 'Empreinte' },
  concerns: { subject: 'Pour', conversation: 'Conversation', form: 'Formulaire', submission: 'Envoi' },
  actors: { agent: 'Personne', visitor: 'Visiteur', 'chat-backend': 'Système de chat', service: 'Sealform' },
  outcomes: { failed: 'échec', 'unknown-key': 'clé inconnue', 'expired-key': 'clé expirée' },
  found: (count, hasMore) =>
    `${count} ${count < 2 ? 'événement' : 'événements'}${hasMore ? '. Il y en a d’autres.' : '.'}`,
  empty: 'Aucun événement trouvé. Élargissez la période, ou retirez la personne ou l’événement.',
  notFound: 'Introuvable. Vérifiez l’identifiant\u00a0: il n’y a pas de telle conversation ici.',
  exportCsv: 'Exporter en CSV',
  exported: (count) => `${count} ${count < 2 ? 'événement exporté' : 'événements exportés'}.`,
  verify: 'Vérifier',
  verified: 'Vérifié',
  notVerified: 'Échec de la vérification',
  allVerified: (intact, linked, chains) =>
    `Vérifié. Les ${intact} entrées correspondent à leur empreinte, et ${linked} d’entre elles suivent l’entrée affichée qui les précède (chaînes\u00a0: ${chains}).`,
  broken: (count) =>
    `${count} ${count < 2 ? 'entrée a été modifiée ou remplacée' : 'entrées ont été modifiées ou remplacées'}. Cherchez «\u00a0Échec de la vérification\u00a0» dans la liste, et signalez un incident.`,
  verifyLimits:
    'Cela prouve qu’aucune entrée affichée n’a été modifiée, mais pas que la liste est complète. Pour le prouver, comparez un export avec les points de contrôle\u00a0:',
}

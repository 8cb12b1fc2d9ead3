import { crud } from './crud';
import { defineApp } from './define';

const EMPLOYEE = {
  name: 'string! Full name.',
  email: 'string! E-mail.',
  title: 'string Job title.',
  start_date: 'string First day.',
};

export const PEOPLE_APPS = [
  defineApp({
    slug: 'bamboohr',
    name: 'BambooHR',
    description: 'Employees and their time off.',
    color: '#73c41d',
    domain: 'bamboohr.com',
    category: 'Human Resources',
    auth: 'keys',
    weight: 500,
    resources: {
      employee: { fields: EMPLOYEE },
      time_off_request: {
        fields: { employee_id: 'string@employee! Who.', start: 'string! From.', end: 'string! To.' },
      },
    },
    actions: {
      ...crud('employee', 'employees', 'list get create update'),
      ...crud('time_off_request', 'time_off_requests', 'list create'),
    },
  }),
  defineApp({
    slug: 'greenhouse',
    name: 'Greenhouse',
    description: 'Hiring, step by step.',
    color: '#24a47f',
    domain: 'greenhouse.io',
    category: 'Human Resources',
    auth: 'keys',
    weight: 460,
    resources: {
      candidate: { fields: { name: 'string! Full name.', email: 'string! E-mail.' } },
      job: { fields: { title: 'string! The job.', status: '(open|closed) How it stands.' } },
    },
    actions: { ...crud('candidate', 'candidates', 'list get create update'), ...crud('job', 'jobs', 'list') },
  }),
  defineApp({
    slug: 'docusign',
    name: 'DocuSign',
    description: 'Sign without paper.',
    color: '#4c00ff',
    domain: 'docusign.com',
    category: 'Productivity',
    weight: 725,
    scopes: ['signature', 'extended'],
    resources: {
      envelope: {
        fields: {
          subject: 'string! What to sign.',
          recipient_email: 'string! Who signs.',
          status: '(sent|completed|voided) How it stands.',
        },
      },
      template: { fields: { name: 'string! Its name.' } },
    },
    actions: {
      'create-signature-request': [
        'SEND_ENVELOPE',
        'send',
        'envelope',
        'Send a document to be signed.',
        { set: { status: 'sent' } },
      ],
      ...crud('envelope', 'envelopes', 'list get'),
      'void-envelope': [
        'VOID_ENVELOPE',
        'update',
        'envelope',
        'Withdraw a document.',
        { fields: { envelope_id: 'string@envelope! The envelope.' }, set: { status: 'voided' }, destructive: true },
      ],
      ...crud('template', 'templates', 'list'),
    },
  }),
  defineApp({
    slug: 'eventbrite',
    name: 'Eventbrite',
    description: 'Events and their guests.',
    color: '#f05537',
    domain: 'eventbrite.com',
    category: 'Marketing',
    weight: 450,
    scopes: ['default'],
    resources: {
      event: { fields: { name: 'string! Its name.', start: 'string! When.', end: 'string! Until when.' } },
      attendee: { fields: { event_id: 'string@event! The event.', email: 'string! The guest.' } },
    },
    actions: { ...crud('event', 'events', 'list get create'), ...crud('attendee', 'attendees', 'list') },
  }),
  defineApp({
    slug: 'spotify',
    name: 'Spotify',
    description: 'Music and playlists.',
    color: '#1db954',
    domain: 'spotify.com',
    category: 'Entertainment',
    weight: 630,
    scopes: ['playlist-modify-private', 'user-library-read'],
    resources: {
      track: { fields: { name: 'string! Its name.', artist: 'string! By whom.' } },
      playlist: { fields: { name: 'string! Its name.', description: 'string What it is.' } },
    },
    actions: { ...crud('track', 'tracks', 'search get'), ...crud('playlist', 'playlists', 'list create update') },
  }),
  defineApp({
    slug: 'strava',
    name: 'Strava',
    description: 'Runs and rides.',
    color: '#fc4c02',
    domain: 'strava.com',
    category: 'Entertainment',
    weight: 430,
    scopes: ['activity:read_all', 'activity:write'],
    resources: {
      activity: {
        plural: 'activities',
        fields: {
          name: 'string! Its name.',
          type: '(Run|Ride|Swim)! What kind.',
          start_date: 'string! When.',
          distance: 'number How far, in metres.',
        },
      },
    },
    actions: { ...crud('activity', 'activities', 'list get create update') },
  }),
];

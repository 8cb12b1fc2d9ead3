import type { JsonObject } from '../json';
import { crud } from './crud';
import { defineApp } from './define';

const EVENT = {
  summary: 'string! The title of the event.',
  start: 'string! When it begins (ISO 8601 with zone).',
  end: 'string! When it ends (ISO 8601 with zone).',
  calendar_id: 'string@calendar The calendar (default primary).',
  description: 'string What it is about.',
  location: 'string Where it is.',
  attendees: 'string[] E-mail addresses of those invited.',
};

const EVENTS: JsonObject[] = [
  {
    id: 'evt_standup',
    summary: 'Stand-up',
    start: '2026-11-23T09:30:00Z',
    end: '2026-11-23T09:45:00Z',
    calendar_id: 'primary',
    attendees: ['ada.romero@acme.test', 'mei.tanaka@acme.test'],
    status: 'confirmed',
  },
  {
    id: 'evt_northwind',
    summary: 'Call with Northwind',
    start: '2026-11-24T15:00:00Z',
    end: '2026-11-24T15:30:00Z',
    calendar_id: 'primary',
    location: 'Video',
    attendees: ['mei.tanaka@northwind.test'],
    status: 'confirmed',
  },
  {
    id: 'evt_retro',
    summary: 'Retrospective',
    start: '2026-11-27T14:00:00Z',
    end: '2026-11-27T15:00:00Z',
    calendar_id: 'team',
    attendees: [],
    status: 'tentative',
  },
];

export const SCHEDULING_APPS = [
  defineApp({
    slug: 'google_calendar',
    name: 'Google Calendar',
    description: 'Events, invitations and free time.',
    color: '#4285f4',
    domain: 'calendar.google.com',
    category: 'Productivity',
    weight: 990,
    scopes: ['https://www.googleapis.com/auth/calendar'],
    resources: {
      event: { fields: EVENT, rows: EVENTS },
      calendar: {
        fields: { name: 'string! The calendar’s name.' },
        rows: [
          { id: 'primary', name: 'Personal', owner: '{identity}' },
          { id: 'team', name: 'Team', owner: 'team@acme.test' },
        ],
      },
    },
    actions: {
      'create-event': [
        'CREATE_EVENT',
        'create',
        'event',
        'Create an event and invite people.',
        { set: { status: 'confirmed' } },
      ],
      'list-events': ['EVENTS_LIST', 'list', 'event', 'List the events of a calendar.'],
      'get-event': ['EVENTS_GET', 'get', 'event', 'Get one event.'],
      'update-event': ['UPDATE_EVENT', 'update', 'event', 'Change an event.'],
      'find-event': ['FIND_EVENT', 'list', 'event', 'Find events by text.'],
      'delete-event': ['DELETE_EVENT', 'delete', 'event', 'Delete an event and tell the guests.'],
      'quick-add-event': [
        'QUICK_ADD',
        'create',
        'event',
        'Create an event from a sentence.',
        { fields: { summary: 'string! For instance "Lunch with Ada on Friday at noon".' } },
      ],
      'list-calendars': ['LIST_CALENDARS', 'list', 'calendar', 'List the person’s calendars.'],
      'add-attendees-to-event': [
        'PATCH_EVENT',
        'update',
        'event',
        'Invite more people.',
        { fields: { event_id: 'string@event! The event.', attendees: 'string[]! Who is invited.' } },
      ],
    },
  }),
  defineApp({
    slug: 'calendly_v2',
    toolkit: 'calendly',
    name: 'Calendly',
    description: 'Let people book time without e-mails back and forth.',
    color: '#006bff',
    domain: 'calendly.com',
    category: 'Productivity',
    weight: 840,
    prop: 'calendly',
    scopes: ['default'],
    resources: {
      event: {
        fields: { name: 'string! What was booked.', start_time: 'string! When.', invitee_email: 'string! Who.' },
      },
      event_type: {
        fields: { name: 'string! Its name.', duration: 'integer! Minutes.', link: 'string Where to book.' },
        rows: [
          { id: 'et_intro', name: 'Intro call', duration: 15, link: 'https://calendly.com/acme/intro' },
          { id: 'et_demo', name: 'Product demo', duration: 45, link: 'https://calendly.com/acme/demo' },
        ],
      },
      scheduling_link: {
        fields: {
          event_type: 'string@event_type! The kind of event.',
          max_event_count: 'integer How often it may be used.',
        },
        rows: [],
      },
      invitee: {
        fields: { event_id: 'string@event! The event.', email: 'string! The guest.', name: 'string! The name.' },
      },
    },
    actions: {
      'create-scheduling-link': ['CREATE_SCHEDULING_LINK', 'create', 'scheduling_link', 'Make a link that books once.'],
      'list-events': ['LIST_EVENTS', 'list', 'event', 'List booked events.'],
      'get-event': ['GET_EVENT', 'get', 'event', 'Get one booked event.'],
      'list-user-event-types': ['LIST_USER_S_EVENT_TYPES', 'list', 'event_type', 'List what people can book.'],
      'list-event-invitees': ['LIST_EVENT_INVITEES', 'list', 'invitee', 'List the guests of an event.'],
      'create-invitee': ['CREATE_EVENT_INVITEE', 'create', 'invitee', 'Book for a guest.'],
      'cancel-event': ['CANCEL_EVENT', 'delete', 'event', 'Cancel an event and tell the guest.'],
      'get-current-user': ['GET_CURRENT_USER', 'whoami', 'event', 'Say whose account this is.'],
    },
  }),
  defineApp({
    slug: 'cal_com',
    toolkit: 'cal',
    name: 'Cal.com',
    description: 'Open scheduling for everyone.',
    color: '#292929',
    domain: 'cal.com',
    category: 'Productivity',
    auth: 'keys',
    weight: 520,
    resources: {
      booking: { fields: { title: 'string! What for.', start: 'string! When.', email: 'string! The guest.' } },
      event_type: { fields: { title: 'string! Its name.', duration: 'integer! Minutes.' } },
    },
    actions: { ...crud('booking', 'bookings', 'list get create delete'), ...crud('event_type', 'event_types', 'list') },
  }),
];

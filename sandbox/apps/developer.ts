import { crud } from './crud';
import { defineApp } from './define';

export const DEVELOPER_APPS = [
  defineApp({
    slug: 'sentry',
    name: 'Sentry',
    description: 'Errors and performance of running software.',
    color: '#362d59',
    domain: 'sentry.io',
    category: 'Developer Tools',
    weight: 650,
    scopes: ['event:read', 'event:write', 'project:read', 'org:read'],
    resources: {
      issue: {
        fields: {
          title: 'string! The error.',
          level: '(error|warning|info) How bad.',
          status: '(unresolved|resolved|ignored) How it stands.',
        },
      },
      project: { fields: { name: 'string! Its name.', platform: 'string Its platform.' } },
      event: { fields: { issue_id: 'string@issue! The issue.', message: 'string! What was said.' } },
    },
    actions: {
      ...crud('issue', 'issues', 'list get update'),
      ...crud('project', 'projects', 'list'),
      ...crud('event', 'events', 'list'),
    },
  }),
  defineApp({
    slug: 'datadog',
    name: 'Datadog',
    description: 'Metrics, logs and monitors.',
    color: '#632ca6',
    domain: 'datadoghq.com',
    category: 'Developer Tools',
    auth: 'keys',
    weight: 640,
    resources: {
      monitor: {
        fields: { name: 'string! Its name.', query: 'string! What it watches.', message: 'string What it says.' },
      },
      event: { fields: { title: 'string! What happened.', text: 'string! The details.' } },
      metric: { fields: { name: 'string! The metric.', value: 'number! The value.' } },
    },
    actions: {
      ...crud('monitor', 'monitors', 'list get create update delete'),
      'post-event': ['CREATE_EVENT', 'create', 'event', 'Write an event into the stream.'],
      'post-metric-data': ['SUBMIT_METRICS', 'create', 'metric', 'Submit a value of a metric.'],
    },
  }),
  defineApp({
    slug: 'pagerduty',
    name: 'PagerDuty',
    description: 'Wake the right person.',
    color: '#048a24',
    domain: 'pagerduty.com',
    category: 'Developer Tools',
    weight: 600,
    scopes: ['incidents.read', 'incidents.write', 'users.read'],
    resources: {
      incident: {
        fields: {
          title: 'string! What is wrong.',
          urgency: '(high|low) How urgent.',
          status: '(triggered|acknowledged|resolved) How it stands.',
        },
      },
      user: { fields: { name: 'string! Full name.', email: 'string! E-mail.' } },
    },
    actions: {
      'trigger-incident': [
        'CREATE_INCIDENT',
        'create',
        'incident',
        'Open an incident.',
        { set: { status: 'triggered' } },
      ],
      'acknowledge-incident': [
        'ACKNOWLEDGE_INCIDENT',
        'update',
        'incident',
        'Say that somebody is on it.',
        { fields: { incident_id: 'string@incident! The incident.' }, set: { status: 'acknowledged' } },
      ],
      'resolve-incident': [
        'RESOLVE_INCIDENT',
        'update',
        'incident',
        'Close an incident.',
        { fields: { incident_id: 'string@incident! The incident.' }, set: { status: 'resolved' } },
      ],
      ...crud('incident', 'incidents', 'list get'),
      'find-oncall-user': ['FIND_ONCALL_USER', 'list', 'user', 'Say who is on call.'],
    },
  }),
  defineApp({
    slug: 'figma',
    name: 'Figma',
    description: 'Design files and their comments.',
    color: '#a259ff',
    domain: 'figma.com',
    category: 'Design',
    weight: 690,
    scopes: ['files:read', 'file_comments:write'],
    resources: {
      file: { fields: { name: 'string! Its name.' } },
      comment: { fields: { file_id: 'string@file! The file.', message: 'string! The comment.' } },
      component: { fields: { name: 'string! Its name.', description: 'string What it is.' } },
    },
    actions: {
      ...crud('file', 'files', 'list get'),
      'post-a-comment': ['ADD_A_COMMENT_TO_A_FILE', 'create', 'comment', 'Comment on a file.'],
      ...crud('comment', 'comments', 'list delete'),
      ...crud('component', 'components', 'list'),
    },
  }),
  defineApp({
    slug: 'vercel',
    name: 'Vercel',
    description: 'Deploy and watch web projects.',
    color: '#000000',
    domain: 'vercel.com',
    category: 'Developer Tools',
    weight: 540,
    auth: 'keys',
    resources: {
      project: { fields: { name: 'string! Its name.', framework: 'string Its framework.' } },
      deployment: { fields: { project_id: 'string@project! The project.', ref: 'string! The branch or commit.' } },
    },
    actions: {
      ...crud('project', 'projects', 'list get'),
      ...crud('deployment', 'deployments', 'list get create delete'),
    },
  }),
];

package cn.nongchao.portal.web;

import com.fasterxml.jackson.annotation.JsonValue;

/** When a form was handed out, so that nobody can say otherwise. */
record FormMark(@JsonValue String value) {}

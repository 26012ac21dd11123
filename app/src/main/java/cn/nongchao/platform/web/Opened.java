package cn.nongchao.platform.web;

import java.lang.reflect.Method;

/** A handler that was opened for a method, which says who it is for as any handler's does. */
public interface Opened {
  Method declaration();
}

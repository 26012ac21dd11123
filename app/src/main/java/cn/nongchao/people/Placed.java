package cn.nongchao.people;

/** A thing that lies somewhere. */
public interface Placed {
  DivisionCode place();
}

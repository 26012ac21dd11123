package cn.nongchao.notify;

/** Sends letters by one kind of way. */
interface Outlet {

  WayKind kind();

  /** Whether the installation is set up for it. */
  boolean isOpen();

  /**
   * Sends one; called outside any transaction, cut off after half a minute.
   *
   * @throws Exception where it could not be sent now; tried again
   */
  Delivery send(Letter letter) throws Exception;
}

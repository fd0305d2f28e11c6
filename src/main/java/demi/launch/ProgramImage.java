package demi.launch;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.Charset;
import java.util.List;

/** What this process runs. */
final class ProgramImage {

    /** How Java reads and writes what files are called. */
    static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final String LIBRARY_PATH = "jna.platform.library.path";

    private ProgramImage() {}

    /**
     * Runs another program in the place of this one: same process, same number, same input and output. Does not return, but
     * where that cannot be done.
     *
     * @param command its path, and its arguments, each in bytes, as the system has them
     */
    static void replace(List<byte[]> command) {
        // Where libraries are is not asked for: it would start a program to say so, which takes longer than all else
        // here.
        System.setProperty(LIBRARY_PATH, "");
        try {
            Function execute = NativeLibrary.getProcess().getFunction("execv");
            Memory list = new Memory((long) Native.POINTER_SIZE * (command.size() + 1));
            for (int i = 0; i < command.size(); i++) {
                list.setPointer((long) Native.POINTER_SIZE * i, terminated(command.get(i)));
            }
            list.setPointer((long) Native.POINTER_SIZE * command.size(), Pointer.NULL);
            execute.invokeInt(new Object[] {list.getPointer(0), list});
        } catch (LinkageError | RuntimeException notHere) {
            // A system that has none, or where no library may be loaded: what runs already goes on.
        } finally {
            System.clearProperty(LIBRARY_PATH);
        }
    }

    private static Memory terminated(byte[] text) {
        Memory memory = new Memory(text.length + 1L);
        memory.write(0, text, 0, text.length);
        memory.setByte(text.length, (byte) 0);
        return memory;
    }

    static byte[] bytes(String option) {
        return option.getBytes(NAMES);
    }
}

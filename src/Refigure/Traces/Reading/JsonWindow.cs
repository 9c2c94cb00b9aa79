namespace Refigure.Traces.Reading;

/// <summary>Goes through a JSON text value by value, in a window of bounded size.</summary>
internal sealed class JsonWindow(Stream stream)
{
    private readonly TextWindow _window = new(stream);

    /// <summary>The value that was found last.</summary>
    public ReadOnlySpan<byte> Value => _window.Text[.._length];

    private int _length;

    /// <summary>The next byte that is no space, which is not used up; null at the end.</summary>
    public byte? Next()
    {
        while (true)
        {
            var at = JsonText.SkipSpace(_window.Text, 0);
            if (at < _window.Text.Length)
            {
                _window.Use(at);
                return _window.Text[0];
            }

            _window.Use(at);
            if (!_window.ReadOn())
            {
                return null;
            }
        }
    }

    /// <summary>Uses up one byte.</summary>
    public void Skip() => _window.Use(1);

    /// <summary>Finds the end of the value that begins here; false where there is none.</summary>
    public bool TryValue()
    {
        while (true)
        {
            _length = JsonText.EndOfValue(_window.Text, 0);
            if (_length != JsonText.More)
            {
                return _length >= 0;
            }

            if (!_window.ReadOn())
            {
                _length = 0;
                return false;
            }
        }
    }

    /// <summary>Uses up the value that was found.</summary>
    public void Use()
    {
        _window.Use(_length);
        _length = 0;
    }
}

// The library is linked beside this; that it links at all is the test.
int main()
{
    return 0;
}
